package dev.snapstart.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A handler that is a method chosen by name. It may take nothing, an event, a context as its last
 * parameter, or streams: {@code (InputStream)}, {@code (OutputStream)}, {@code (InputStream,
 * OutputStream)}, each also with a context behind them. Of several methods of the name the one with
 * the most parameters is taken, and of those with equally many the one that takes a context, as
 * AWS's own client does.
 *
 * @param type the class that was named, which may inherit the method
 * @param method what to call
 */
record HandlerMethod(Class<?> type, Method method) {

  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  /**
   * Finds the method.
   *
   * @throws IllegalArgumentException when no public method of the name has a form that fits
   */
  static HandlerMethod choose(Class<?> type, String name) {
    Method best = null;
    boolean named = false;
    for (Method candidate : type.getMethods()) {
      if (candidate.getName().equals(name)) {
        named = true;
        if (fits(candidate) && (best == null || rank(candidate).compareTo(rank(best)) > 0)) {
          best = candidate;
        }
      }
    }
    if (best != null) {
      return new HandlerMethod(type, best);
    }
    throw new IllegalArgumentException(
        named
            ? "no method "
                + name
                + " of class "
                + type.getName()
                + " has a form that can be called (expected (), (event), (InputStream),"
                + " (OutputStream) or (InputStream, OutputStream), each also with a Context last)"
                + " [RUNTIME_NO_METHOD]"
            : "class "
                + type.getName()
                + " has no public method "
                + name
                + " (found: "
                + String.join(", ", ownMethods(type))
                + ") [RUNTIME_NO_METHOD]");
  }

  boolean isStatic() {
    return Modifier.isStatic(method.getModifiers());
  }

  boolean takesStreams() {
    for (Class<?> parameter : method.getParameterTypes()) {
      if (parameter == InputStream.class || parameter == OutputStream.class) {
        return true;
      }
    }
    return false;
  }

  /** Makes a method with streams a handler; the target is null for a static method. */
  Handler bindStreams(@Nullable Object target) throws IllegalAccessException {
    return new StreamMethod(bind(target), method.getParameterTypes());
  }

  /** Makes any other method a handler; the target is null for a static method. */
  Handler bindObjects(@Nullable Object target, EventCodec codec) throws IllegalAccessException {
    Type[] parameters = GenericTypes.parametersOf(method, type);
    boolean takesContext = takesContext(method);
    boolean takesEvent = parameters.length > (takesContext ? 1 : 0);
    return new ObjectMethod(
        bind(target),
        takesEvent ? codec.decoder(parameters[0]) : null,
        takesEvent ? zero(method.getParameterTypes()[0]) : null,
        takesContext,
        codec.encoder(GenericTypes.resultOf(method, type)));
  }

  private record StreamMethod(MethodHandle user, Class<?>[] parameters) implements Handler {

    @Override
    public void handle(byte[] event, Context context, ResponseBody body) throws Throwable {
      @Nullable Object[] arguments = new Object[parameters.length];
      boolean writes = false;
      for (int i = 0; i < parameters.length; i++) {
        if (parameters[i] == InputStream.class) {
          arguments[i] = new EventStream(event);
        } else if (parameters[i] == OutputStream.class) {
          arguments[i] = body;
          writes = true;
        } else {
          arguments[i] = context;
        }
      }
      call(user, arguments);
      if (!writes) {
        body.write(NULL, 0, NULL.length);
      }
    }
  }

  /** A null event for a primitive parameter is its zero, as with AWS's own client. */
  private record ObjectMethod(
      MethodHandle user,
      EventCodec.@Nullable Decoder decoder,
      @Nullable Object zero,
      boolean takesContext,
      EventCodec.Encoder encoder)
      implements Handler {

    @Override
    public void handle(byte[] event, Context context, ResponseBody body) throws Throwable {
      Object result;
      if (decoder == null) {
        result = takesContext ? call(user, context) : call(user);
      } else {
        Object decoded = decoder.decode(event);
        Object argument = decoded == null ? zero : decoded;
        result = takesContext ? call(user, argument, context) : call(user, argument);
      }
      encoder.encode(result, body);
    }
  }

  /** The method as one that takes and returns objects; looked up once, so that calls need not. */
  private MethodHandle bind(@Nullable Object target) throws IllegalAccessException {
    // a public method that a public class inherits from a hidden one
    method.setAccessible(true);
    MethodHandle user = MethodHandles.lookup().unreflect(method).asFixedArity();
    if (target != null) {
      user = user.bindTo(target);
    }
    return user.asType(MethodType.genericMethodType(method.getParameterCount()));
  }

  private static @Nullable Object call(MethodHandle user, @Nullable Object... arguments)
      throws Throwable {
    return switch (arguments.length) {
      case 0 -> (Object) user.invokeExact();
      case 1 -> (Object) user.invokeExact(arguments[0]);
      case 2 -> (Object) user.invokeExact(arguments[0], arguments[1]);
      default -> (Object) user.invokeExact(arguments[0], arguments[1], arguments[2]);
    };
  }

  /** What stands for null in a parameter that cannot be null. */
  private static @Nullable Object zero(Class<?> parameter) {
    return parameter.isPrimitive() ? Array.get(Array.newInstance(parameter, 1), 0) : null;
  }

  private static boolean takesContext(Method method) {
    Class<?>[] parameters = method.getParameterTypes();
    return parameters.length > 0 && parameters[parameters.length - 1] == Context.class;
  }

  private static boolean fits(Method method) {
    Class<?>[] parameters = method.getParameterTypes();
    int count = takesContext(method) ? parameters.length - 1 : parameters.length;
    if (count > 2) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (parameters[i] == Context.class) {
        return false;
      }
    }
    return count < 2 || (parameters[0] == InputStream.class && parameters[1] == OutputStream.class);
  }

  /**
   * The larger, the better; the signature makes the choice the same on every JVM. The compiler's
   * bridges come last: of an overridden generic method there is a better one, of a method that is
   * inherited from a hidden class there is none.
   */
  private static String rank(Method method) {
    return (method.isBridge() ? "0" : "1")
        + method.getParameterCount()
        + (takesContext(method) ? "1" : "0")
        + method;
  }

  private static List<String> ownMethods(Class<?> type) {
    List<String> names = new ArrayList<>();
    for (Method method : type.getMethods()) {
      if (method.getDeclaringClass() != Object.class && !names.contains(method.getName())) {
        names.add(method.getName());
      }
    }
    Collections.sort(names);
    return names;
  }
}
