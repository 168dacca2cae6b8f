package dev.snapstart.runtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The default codec, on jackson-core: reads and writes what AWS's own client does, and records,
 * nested generics and events anywhere besides. {@code docs/payloads.md} has the rules.
 */
final class JsonCodec implements EventCodec {

  /** A longer path is a cycle or an attack; its start tells enough. */
  private static final int LONGEST_PATH = 200;

  private static final String TOO_DEEP =
      "it is nested too deep for the thread's stack, or the code of its class calls itself";

  private static final byte[] SAMPLE =
      "{\"a\":[\"b\",1,true,null]}".getBytes(StandardCharsets.US_ASCII);

  private final JsonFactory factory =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .build()
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT)
          .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
  private final Readers readers = new Readers();
  private final Writers writers = new Writers();

  @Override
  public Decoder decoder(Type type) {
    TypeReader reader = readers.of(type);
    String refusal = reader.refusal();
    if (refusal != null) {
      throw new IllegalArgumentException(refusal + " [RUNTIME_TYPE_UNREADABLE]");
    }
    prime(new TypeDecoder(factory, AnyReader.ANY), new TypeEncoder(factory, writers, null));
    return new TypeDecoder(factory, reader);
  }

  /** Reads and writes a little, so that the parser's and the generator's classes are loaded now. */
  private static void prime(Decoder decoder, Encoder encoder) {
    try {
      encoder.encode(decoder.decode(SAMPLE), new ByteArrayOutputStream());
    } catch (IOException e) {
      throw new IllegalStateException("cannot read and write what any codec can", e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>The declared type decides what of the result is written, as with AWS's own client: a
   * subclass adds nothing. Only where the type itself has no properties does the result's own class
   * decide.
   */
  @Override
  public Encoder encoder(Type type) {
    writers.learn(type);
    Class<?> raw = GenericTypes.rawType(type);
    boolean declared = !Modifier.isFinal(raw.getModifiers()) && raw != Object.class;
    TypeWriter writer = declared ? writers.of(raw) : null;
    boolean decides = writer instanceof BeanWriter bean && !bean.isEmpty();
    return new TypeEncoder(factory, writers, decides ? writer : null);
  }

  private record TypeDecoder(JsonFactory factory, TypeReader reader) implements Decoder {

    @Override
    public @Nullable Object decode(byte[] event) throws IOException {
      try (JsonParser parser = factory.createParser(event)) {
        try {
          return read(parser);
        } catch (StackOverflowError e) {
          throw new IOException(
              "cannot read the event: " + TOO_DEEP + " [RUNTIME_EVENT_UNREADABLE]", e);
        } catch (IOException | RuntimeException e) {
          String message =
              e instanceof JsonProcessingException json
                  ? json.getOriginalMessage()
                  : e.getMessage();
          throw new IOException(
              "cannot read the event: "
                  + (e instanceof RuntimeException ? e.toString() : message)
                  + path(parser.getParsingContext())
                  + ", at "
                  + parser.currentLocation().offsetDescription()
                  + " [RUNTIME_EVENT_UNREADABLE]",
              e);
        }
      }
    }

    private @Nullable Object read(JsonParser parser) throws IOException {
      if (parser.nextToken() == null) {
        throw new IOException("it is empty (expected JSON)");
      }
      Object value = TypeReader.value(parser, reader);
      if (parser.nextToken() != null) {
        throw new IOException("more JSON follows its end");
      }
      return value;
    }
  }

  /**
   * Writes results.
   *
   * @param declared writes a result by its declared type; null when its own class decides
   */
  private record TypeEncoder(JsonFactory factory, Writers writers, @Nullable TypeWriter declared)
      implements Encoder {

    @Override
    public void encode(@Nullable Object result, OutputStream out) throws IOException {
      try (JsonGenerator json = factory.createGenerator(out)) {
        try {
          if (declared != null && result != null) {
            declared.write(result, json, writers);
          } else {
            writers.write(result, json);
          }
        } catch (StackOverflowError e) {
          throw new IOException(
              "cannot write the result: " + TOO_DEEP + " [RUNTIME_RESULT_UNWRITABLE]", e);
        } catch (IOException | RuntimeException e) {
          String message =
              e instanceof JsonProcessingException own ? own.getOriginalMessage() : e.getMessage();
          throw new IOException(
              "cannot write the result: "
                  + (e instanceof RuntimeException ? e.toString() : message)
                  + path(json.getOutputContext())
                  + " [RUNTIME_RESULT_UNWRITABLE]",
              e);
        }
      }
    }
  }

  private static String path(JsonStreamContext context) {
    String path = JsonPointer.forPath(context, false).toString();
    if (path.isEmpty()) {
      return "";
    }
    return ", at "
        + (path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) + "..." : path);
  }
}
