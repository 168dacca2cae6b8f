package dev.snapstart.benchmarks.codec.jmh;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.snapstart.benchmarks.codec.Library;
import dev.snapstart.runtime.EventCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A library for one class, set up before the first event as runtimes do. */
interface Codec {

  @Nullable Object read(byte[] event) throws IOException;

  void write(Object result, OutputStream out) throws IOException;

  static Codec of(Library library, Class<?> type) {
    return switch (library) {
      case OURS -> new Ours(EventCodec.standard(), type);
      case SERIALIZATION -> new Serialization(serializer(type));
      case JACKSON -> new Jackson(mapper(type), type);
    };
  }

  /** The choice that AWS's client makes. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static PojoSerializer<Object> serializer(Class<?> type) {
    return LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
        ? LambdaEventSerializers.serializerFor((Class) type, type.getClassLoader())
        : JacksonFactory.getInstance().getSerializer((Class) type);
  }

  /** Plain for classes of one's own; AWS's events it would not read so. */
  private static ObjectMapper mapper(Class<?> type) {
    if (type.getName().startsWith("com.amazonaws.")) {
      return JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
    }
    return new ObjectMapper();
  }

  /** Our runtime's. */
  final class Ours implements Codec {

    private final EventCodec.Decoder decoder;
    private final EventCodec.Encoder encoder;

    Ours(EventCodec codec, Class<?> type) {
      this.decoder = codec.decoder(type);
      this.encoder = codec.encoder(type);
    }

    @Override
    public @Nullable Object read(byte[] event) throws IOException {
      return decoder.decode(event);
    }

    @Override
    public void write(Object result, OutputStream out) throws IOException {
      encoder.encode(result, out);
    }
  }

  /** AWS's, through streams as its client uses it. */
  record Serialization(PojoSerializer<Object> serializer) implements Codec {

    @Override
    public Object read(byte[] event) {
      return serializer.fromJson(new ByteArrayInputStream(event));
    }

    @Override
    public void write(Object result, OutputStream out) {
      serializer.toJson(result, out);
    }
  }

  /** Jackson. */
  final class Jackson implements Codec {

    private final ObjectReader reader;
    private final ObjectWriter writer;

    Jackson(ObjectMapper mapper, Class<?> type) {
      this.reader = mapper.readerFor(type);
      this.writer = mapper.writerFor(type);
    }

    @Override
    public Object read(byte[] event) throws IOException {
      return reader.readValue(event);
    }

    @Override
    public void write(Object result, OutputStream out) throws IOException {
      writer.writeValue(out, result);
    }
  }
}
