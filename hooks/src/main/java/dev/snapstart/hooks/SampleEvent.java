package dev.snapstart.hooks;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * A sample event that goes the way of a real one: read as the runtime reads it, handled, and the
 * result written as the runtime writes it. That is the function's own {@link CustomPojoSerializer},
 * or else {@code snapstart-runtime}'s codec, or else the serializers of AWS's runtime; the latter
 * two are looked up by name, for this library needs neither.
 */
record SampleEvent<I>(byte[] json, Class<I> type, ClassLoader loader) {

  private static final String SERIALIZER =
      "com.amazonaws.services.lambda.runtime.CustomPojoSerializer";
  private static final String CODEC = "dev.snapstart.runtime.EventCodec";
  private static final String AWS = "com.amazonaws.services.lambda.runtime.serialization.";

  /** What a handler does with an event. */
  interface Handling<I> {
    @Nullable Object handle(@Nullable I event) throws Exception;
  }

  void pass(Handling<I> handling) throws Exception {
    try {
      Class<?> codec = find(CODEC);
      if (provides(SERIALIZER)) {
        passWithOwn(handling);
      } else if (codec != null) {
        passWith(codec, handling);
      } else {
        passAsAtAws(handling);
      }
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /** An old core library has no such service, so only where somebody provides it. */
  private void passWithOwn(Handling<I> handling) throws Exception {
    CustomPojoSerializer own =
        ServiceLoader.load(CustomPojoSerializer.class, loader).iterator().next();
    Object result = handling.handle(own.fromJson(new ByteArrayInputStream(json), type));
    if (result != null) {
      own.toJson(result, OutputStream.nullOutputStream(), result.getClass());
    }
  }

  private void passWith(Class<?> codecType, Handling<I> handling) throws Exception {
    Object codec =
        provides(CODEC)
            ? ServiceLoader.load(codecType, loader).iterator().next()
            : codecType.getMethod("standard").invoke(null);
    Object decoder = codecType.getMethod("decoder", Type.class).invoke(codec, type);
    Object event =
        named(CODEC + "$Decoder").getMethod("decode", byte[].class).invoke(decoder, (Object) json);
    Object result = handling.handle(type.cast(event));
    if (result != null) {
      Object encoder = codecType.getMethod("encoder", Type.class).invoke(codec, result.getClass());
      named(CODEC + "$Encoder")
          .getMethod("encode", Object.class, OutputStream.class)
          .invoke(encoder, result, OutputStream.nullOutputStream());
    }
  }

  private void passAsAtAws(Handling<I> handling) throws Exception {
    Class<?> serializer = find(AWS + "PojoSerializer");
    if (serializer == null) {
      throw new IOException(
          "cannot read a sample event as "
              + type.getName()
              + ": neither snapstart-runtime nor aws-lambda-java-serialization is on the class path"
              + " [HOOKS_NO_CODEC]");
    }
    Object event =
        serializer
            .getMethod("fromJson", InputStream.class)
            .invoke(awsSerializer(type), new ByteArrayInputStream(json));
    Object result = handling.handle(type.cast(event));
    if (result != null) {
      serializer
          .getMethod("toJson", Object.class, OutputStream.class)
          .invoke(awsSerializer(result.getClass()), result, OutputStream.nullOutputStream());
    }
  }

  private Object awsSerializer(Class<?> value) throws ReflectiveOperationException {
    Class<?> events = named(AWS + "events.LambdaEventSerializers");
    boolean known =
        (Boolean)
            events.getMethod("isLambdaSupportedEvent", String.class).invoke(null, value.getName());
    if (known) {
      return events
          .getMethod("serializerFor", Class.class, ClassLoader.class)
          .invoke(null, value, loader);
    }
    Class<?> jackson = named(AWS + "factories.JacksonFactory");
    Object factory = jackson.getMethod("getInstance").invoke(null);
    return jackson.getMethod("getSerializer", Class.class).invoke(factory, value);
  }

  private boolean provides(String service) {
    return loader.getResource("META-INF/services/" + service) != null;
  }

  private @Nullable Class<?> find(String name) {
    try {
      return named(name);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private Class<?> named(String name) throws ClassNotFoundException {
    return Class.forName(name, true, loader);
  }
}
