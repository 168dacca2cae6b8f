package dev.snapstart.runtime.databind;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.snapstart.runtime.EventCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes with an {@link ObjectMapper}. A function brings its own as a subclass with a
 * public constructor without parameters that {@code
 * META-INF/services/com.fasterxml.jackson.databind.ObjectMapper} names; otherwise there is one that
 * ignores unknown properties, leaves out nulls and has every module of the class path.
 *
 * <p>Public for {@link ServiceLoader} only. Thread-safe.
 */
public final class DatabindCodec implements EventCodec {

  private final EventCodec standard = EventCodec.standard();
  private final ObjectMapper mapper;

  /**
   * Finds the function's mapper, or makes one.
   *
   * @throws IllegalStateException when the class path names several mappers
   */
  public DatabindCodec() {
    this.mapper = mapper().registerModule(new EventsModule(standard));
  }

  private static ObjectMapper mapper() {
    Iterator<ObjectMapper> provided =
        ServiceLoader.load(ObjectMapper.class, Thread.currentThread().getContextClassLoader())
            .iterator();
    if (!provided.hasNext()) {
      return new ObjectMapper()
          .findAndRegisterModules()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
    }
    ObjectMapper first = provided.next();
    if (provided.hasNext()) {
      throw new IllegalStateException(
          "META-INF/services names several ObjectMappers: "
              + first.getClass().getName()
              + " and "
              + provided.next().getClass().getName()
              + " (expected one) [RUNTIME_SEVERAL_CODECS]");
    }
    return first;
  }

  @Override
  public Decoder decoder(Type type) {
    return EventsModule.isEvent(mapper.constructType(type).getRawClass())
        ? standard.decoder(type)
        : new MapperDecoder(
            mapper
                .readerFor(mapper.constructType(type))
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS));
  }

  @Override
  public Encoder encoder(Type type) {
    Class<?> raw = mapper.constructType(type).getRawClass();
    if (EventsModule.isEvent(raw)) {
      return standard.encoder(type);
    }
    boolean declared = raw != Object.class && raw != void.class && raw != Void.class;
    return new MapperEncoder(
        declared ? mapper.writerFor(mapper.constructType(type)) : mapper.writer());
  }

  private record MapperDecoder(ObjectReader reader) implements Decoder {

    @Override
    public @Nullable Object decode(byte[] event) throws IOException {
      try {
        return reader.readValue(event);
      } catch (JsonProcessingException e) {
        throw failure("cannot read the event: ", e, " [RUNTIME_EVENT_UNREADABLE]");
      }
    }
  }

  private record MapperEncoder(ObjectWriter writer) implements Encoder {

    @Override
    public void encode(@Nullable Object result, OutputStream out) throws IOException {
      try {
        writer
            .without(com.fasterxml.jackson.core.JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .writeValue(out, result);
      } catch (JsonProcessingException e) {
        throw failure("cannot write the result: ", e, " [RUNTIME_RESULT_UNWRITABLE]");
      }
    }
  }

  private static IOException failure(String what, JsonProcessingException e, String code) {
    String path = e instanceof JsonMappingException mapping ? mapping.getPathReference() : "";
    return new IOException(
        what + e.getOriginalMessage() + (path.isEmpty() ? "" : ", at " + path) + code, e);
  }
}
