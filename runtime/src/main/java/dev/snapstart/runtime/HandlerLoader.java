package dev.snapstart.runtime;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * From a handler's name to code that can be called. {@code package.Class} names a class that
 * implements {@link RequestStreamHandler} or {@link RequestHandler}; {@code package.Class::method}
 * a public method of any class. Of a class that implements both interfaces the first counts, as
 * with AWS's own client.
 */
final class HandlerLoader {

  private static final String SEPARATOR = "::";
  private static final String CODEC_SERVICE = "dev.snapstart.runtime.EventCodec";
  private static final String SERIALIZER_SERVICE =
      "com.amazonaws.services.lambda.runtime.CustomPojoSerializer";
  private static final String INTERFACE_METHOD = "handleRequest";

  private final String name;

  private HandlerLoader(String name) {
    this.name = name;
  }

  /**
   * Loads and constructs a handler.
   *
   * @param name the handler's name, null when there is none
   * @throws HandlerLoadException when the name does not lead to a handler, or user code fails
   */
  static Handler load(@Nullable String name) throws HandlerLoadException {
    if (name == null || name.isBlank()) {
      throw new HandlerLoadException(
          InvocationError.NO_SUCH_HANDLER,
          "cannot find a handler: neither an argument nor _HANDLER names one"
              + " (expected package.Class or package.Class::method)",
          null);
    }
    return new HandlerLoader(name.strip()).load();
  }

  private Handler load() throws HandlerLoadException {
    int separator = name.indexOf(SEPARATOR);
    String className = separator < 0 ? name : name.substring(0, separator);
    String method =
        separator < 0 ? INTERFACE_METHOD : name.substring(separator + SEPARATOR.length());
    if (className.isEmpty() || method.isEmpty() || method.contains(SEPARATOR)) {
      throw failure(
          InvocationError.NO_SUCH_HANDLER, "expected package.Class or package.Class::method", null);
    }
    Class<?> type = loadClass(className);
    try {
      return handler(type, method, separator >= 0);
    } catch (IllegalArgumentException e) {
      throw failure(InvocationError.BAD_FUNCTION_CODE, e.getMessage(), null);
    } catch (RuntimeException | Error e) {
      throw failure(
          InvocationError.BAD_FUNCTION_CODE,
          "its types or its codec cannot be used: " + e + " [RUNTIME_CODEC_UNUSABLE]",
          e);
    }
  }

  private Handler handler(Class<?> type, String method, boolean methodNamed)
      throws HandlerLoadException {
    if (method.equals(INTERFACE_METHOD) && RequestStreamHandler.class.isAssignableFrom(type)) {
      return new Handler.OfStream((RequestStreamHandler) construct(type));
    }
    if (method.equals(INTERFACE_METHOD) && RequestHandler.class.isAssignableFrom(type)) {
      Type[] types = GenericTypes.argumentsOf(RequestHandler.class, type);
      return objectHandler((RequestHandler<?, ?>) construct(type), types[0], types[1]);
    }
    if (!methodNamed) {
      throw failure(
          InvocationError.BAD_FUNCTION_CODE,
          "class "
              + type.getName()
              + " implements neither RequestHandler nor RequestStreamHandler"
              + " (name a method to call: "
              + type.getName()
              + "::method) [RUNTIME_NO_METHOD]",
          null);
    }
    HandlerMethod chosen = HandlerMethod.choose(type, method);
    Object target = chosen.isStatic() ? null : construct(type);
    try {
      return chosen.takesStreams()
          ? chosen.bindStreams(target)
          : chosen.bindObjects(target, codec());
    } catch (IllegalAccessException e) {
      throw failure(
          InvocationError.BAD_FUNCTION_CODE,
          "method " + method + " cannot be called: " + e + " [RUNTIME_NO_METHOD]",
          e);
    }
  }

  @SuppressWarnings("unchecked") // the decoder makes what the handler's own type argument says
  private static Handler objectHandler(RequestHandler<?, ?> user, Type input, Type output) {
    EventCodec codec = codec();
    return new Handler.OfObject(
        (RequestHandler<@Nullable Object, @Nullable Object>) user,
        codec.decoder(input),
        codec.encoder(output));
  }

  private static EventCodec codec() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    if (provides(loader, SERIALIZER_SERVICE)) {
      return SerializerCodec.of(ServiceLoader.load(CustomPojoSerializer.class, loader).iterator());
    }
    return provides(loader, CODEC_SERVICE)
        ? ServiceLoader.load(EventCodec.class, loader).iterator().next()
        : EventCodec.standard();
  }

  /**
   * Whether there is a provider. Looking for the file alone loads some fifty classes less than a
   * {@link ServiceLoader}, and an old core library has no such service.
   */
  private static boolean provides(ClassLoader loader, String service) {
    return loader.getResource("META-INF/services/" + service) != null;
  }

  private Class<?> loadClass(String className) throws HandlerLoadException {
    try {
      return Class.forName(className, true, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      throw failure(
          InvocationError.BAD_FUNCTION_CODE,
          "class "
              + className
              + " is not on the class path (check the name and the package)"
              + " [RUNTIME_CLASS_NOT_FOUND]",
          e);
    } catch (ExceptionInInitializerError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw failure(
          InvocationError.BAD_FUNCTION_CODE,
          "the static initialiser of class "
              + className
              + " failed: "
              + cause
              + " [RUNTIME_INIT_THREW]",
          cause);
    } catch (Throwable e) {
      throw failure(
          InvocationError.BAD_FUNCTION_CODE,
          "class " + className + " cannot be loaded: " + e + " [RUNTIME_CLASS_UNUSABLE]",
          e);
    }
  }

  private Object construct(Class<?> type) throws HandlerLoadException {
    try {
      if (Modifier.isAbstract(type.getModifiers())) {
        throw failure(
            InvocationError.BAD_FUNCTION_CODE,
            type.getName()
                + " is abstract (expected a class that can be constructed)"
                + " [RUNTIME_NOT_CONSTRUCTIBLE]",
            null);
      }
      Constructor<?> constructor = type.getConstructor();
      if (!Modifier.isPublic(type.getModifiers())) {
        constructor.setAccessible(true);
      }
      return constructor.newInstance();
    } catch (NoSuchMethodException e) {
      Object singleton = kotlinObject(type);
      if (singleton != null) {
        return singleton;
      }
      throw failure(
          InvocationError.BAD_FUNCTION_CODE,
          "class "
              + type.getName()
              + " has no public constructor without parameters"
              + (type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers())
                  ? " (it is an inner class: make it static)"
                  : "")
              + " [RUNTIME_NOT_CONSTRUCTIBLE]",
          null);
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getCause() == null ? e : e.getCause();
      throw failure(
          InvocationError.BAD_FUNCTION_CODE,
          "the constructor of class "
              + type.getName()
              + " failed: "
              + thrown
              + " [RUNTIME_INIT_THREW]",
          thrown);
    } catch (InstantiationException | IllegalAccessException e) {
      throw failure(
          InvocationError.BAD_FUNCTION_CODE,
          "class "
              + type.getName()
              + " cannot be constructed: "
              + e
              + " [RUNTIME_NOT_CONSTRUCTIBLE]",
          e);
    }
  }

  /** What Kotlin makes of {@code object Orders}: no constructor, one instance in a field. */
  private static @Nullable Object kotlinObject(Class<?> type) {
    try {
      Field instance = type.getField("INSTANCE");
      return Modifier.isStatic(instance.getModifiers()) && instance.getType() == type
          ? instance.get(null)
          : null;
    } catch (ReflectiveOperationException ignored) {
      // a class like any other
      return null;
    }
  }

  private HandlerLoadException failure(
      String category, @Nullable String found, @Nullable Throwable cause) {
    return new HandlerLoadException(
        category, "cannot load handler \"" + name + "\": " + found, cause);
  }
}
