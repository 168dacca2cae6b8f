package dev.snapstart.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Turns events into the types that handlers take and results into JSON.
 *
 * <p>The runtime brings one that is built on jackson-core. Another one on the class path takes its
 * place when it is named in {@code META-INF/services/dev.snapstart.runtime.EventCodec}. It is
 * loaded only for handlers that take or return objects, never for stream handlers. Each method is
 * called once for a handler, during its initialisation, so work done there is in the snapshot. What
 * they return must be thread-safe: one decoder and one encoder may serve many events at once.
 */
public interface EventCodec {

  /**
   * The codec that the runtime uses when the class path names no other, for codecs that leave it
   * what they do not read themselves, such as the classes of {@code aws-lambda-java-events}.
   *
   * @return a new one, never null
   */
  static EventCodec standard() {
    return new JsonCodec();
  }

  /**
   * Finds out how to read a type.
   *
   * @param type the handler's parameter type, generics resolved; never null
   * @return what reads events of that type, never null
   * @throws IllegalArgumentException when values of that type cannot be read
   */
  Decoder decoder(Type type);

  /**
   * Finds out how to write a type.
   *
   * @param type the handler's declared result type, generics resolved; never null
   * @return what writes results of that type, never null
   * @throws IllegalArgumentException when values of that type cannot be written
   */
  Encoder encoder(Type type);

  /** Reads events of one type. */
  @FunctionalInterface
  interface Decoder {

    /**
     * Reads an event.
     *
     * @param event the event's bytes, usually JSON in UTF-8
     * @return the handler's argument; null for JSON's null
     * @throws IOException when the event does not fit the type; the message says where
     */
    @Nullable Object decode(byte[] event) throws IOException;
  }

  /** Writes results of one type. */
  @FunctionalInterface
  interface Encoder {

    /**
     * Writes a result.
     *
     * @param result what the handler returned, maybe null
     * @param out takes the result; need not be closed
     * @throws IOException when the result cannot be written
     */
    void encode(@Nullable Object result, OutputStream out) throws IOException;
  }
}
