package dev.snapstart.hooks;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * A sample event as the runtime reads it, so that what reads the events is primed as well: the
 * function's own {@link CustomPojoSerializer}, or else {@code snapstart-runtime}'s codec, or else
 * the serializers of AWS's runtime. The latter two are looked up by name, for this library needs
 * neither.
 */
record SampleEvent(byte[] json, Class<?> type, ClassLoader loader) {

  private static final String CODEC = "dev.snapstart.runtime.EventCodec";
  private static final String AWS = "com.amazonaws.services.lambda.runtime.serialization.";

  /** The event as an object of the type, null for JSON's null. */
  @Nullable Object read() throws Exception {
    for (CustomPojoSerializer custom : ServiceLoader.load(CustomPojoSerializer.class, loader)) {
      return custom.fromJson(new ByteArrayInputStream(json), type);
    }
    try {
      Class<?> codec = find(CODEC);
      if (codec != null) {
        Object standard = codec.getMethod("standard").invoke(null);
        Object decoder = codec.getMethod("decoder", Type.class).invoke(standard, type);
        return Class.forName(CODEC + "$Decoder", true, loader)
            .getMethod("decode", byte[].class)
            .invoke(decoder, (Object) json);
      }
      return readAsAwsDoes();
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private @Nullable Object readAsAwsDoes() throws Exception {
    Class<?> events = find(AWS + "events.LambdaEventSerializers");
    if (events == null) {
      throw new IOException(
          "cannot read a sample event as "
              + type.getName()
              + ": neither snapstart-runtime nor aws-lambda-java-serialization is on the class path");
    }
    Object serializer;
    boolean known =
        (Boolean)
            events.getMethod("isLambdaSupportedEvent", String.class).invoke(null, type.getName());
    if (known) {
      serializer =
          events
              .getMethod("serializerFor", Class.class, ClassLoader.class)
              .invoke(null, type, loader);
    } else {
      Class<?> jackson = Class.forName(AWS + "factories.JacksonFactory", true, loader);
      Object factory = jackson.getMethod("getInstance").invoke(null);
      serializer = jackson.getMethod("getSerializer", Class.class).invoke(factory, type);
    }
    return Class.forName(AWS + "PojoSerializer", true, loader)
        .getMethod("fromJson", InputStream.class)
        .invoke(serializer, new ByteArrayInputStream(json));
  }

  private @Nullable Class<?> find(String name) {
    try {
      return Class.forName(name, true, loader);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }
}
