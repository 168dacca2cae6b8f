package dev.snapstart.runtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * The default codec, on jackson-jr: beans, records, maps, lists, arrays, text, numbers and the
 * event classes of {@code aws-lambda-java-events}. Unknown properties are ignored and null
 * properties left out, as AWS's own client does.
 */
final class JacksonJrCodec implements EventCodec {

  private final JsonFactory factory =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();
  private final JSON json =
      JSON.builder(factory)
          .enable(JSON.Feature.WRITE_RECORD_FIELDS_IN_DECLARATION_ORDER)
          .disable(
              JSON.Feature.FAIL_ON_DUPLICATE_MAP_KEYS,
              JSON.Feature.FAIL_ON_UNKNOWN_BEAN_PROPERTY,
              JSON.Feature.FLUSH_AFTER_WRITE_VALUE,
              JSON.Feature.WRITE_NULL_PROPERTIES)
          .register(new JsonTypes())
          .build();

  @Override
  public Decoder decoder(Type type) {
    return new TypeDecoder(factory, TypeReader.of(json, type));
  }

  @Override
  public Encoder encoder(Type type) {
    return new TypeEncoder(json);
  }

  private record TypeDecoder(JsonFactory factory, TypeReader reader) implements Decoder {

    @Override
    public @Nullable Object decode(byte[] event) throws IOException {
      try (JsonParser parser = factory.createParser(event)) {
        if (parser.nextToken() == null) {
          throw new IOException("it is empty (expected JSON)");
        }
        Object value = parser.currentToken() == JsonToken.VALUE_NULL ? null : reader.read(parser);
        if (parser.nextToken() != null) {
          throw new IOException("more JSON follows its end");
        }
        return value;
      } catch (JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        throw new IOException(
            "cannot read the event: "
                + e.getOriginalMessage()
                + (at == null ? "" : ", at " + at.offsetDescription()),
            e);
      } catch (IOException e) {
        throw new IOException("cannot read the event: " + e.getMessage(), e);
      }
    }
  }

  /** jackson-jr finds out about a result's class when it first writes one. */
  private record TypeEncoder(JSON json) implements Encoder {

    @Override
    public void encode(@Nullable Object result, OutputStream out) throws IOException {
      json.write(result, out);
    }
  }
}
