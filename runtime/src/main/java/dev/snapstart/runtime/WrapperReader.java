package dev.snapstart.runtime;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Reads a value that is wrapped in Java and bare in JSON: an Optional or an atomic variable. */
final class WrapperReader implements TypeReader {

  private final Type content;
  private final Executable maker;
  private final @Nullable Object empty;
  private TypeReader reader = AnyReader.ANY;

  private WrapperReader(Type content, Executable maker, @Nullable Object empty) {
    this.content = content;
    this.maker = maker;
    this.empty = empty;
  }

  /** The reader of a wrapper; null for a class that is none. */
  static @Nullable TypeReader of(Type type, Class<?> raw) {
    if (!raw.getName().startsWith("java.util.")) {
      return null;
    }
    try {
      return switch (raw.getName()) {
        case "java.util.Optional" ->
            optional(GenericTypes.argumentsOf(raw, type)[0], raw, Object.class);
        case "java.util.OptionalInt" -> optional(Integer.class, raw, int.class);
        case "java.util.OptionalLong" -> optional(Long.class, raw, long.class);
        case "java.util.OptionalDouble" -> optional(Double.class, raw, double.class);
        case "java.util.concurrent.atomic.AtomicReference" ->
            atomic(GenericTypes.argumentsOf(raw, type)[0], raw, Object.class);
        case "java.util.concurrent.atomic.AtomicInteger" -> atomic(Integer.class, raw, int.class);
        case "java.util.concurrent.atomic.AtomicLong" -> atomic(Long.class, raw, long.class);
        case "java.util.concurrent.atomic.AtomicBoolean" ->
            atomic(Boolean.class, raw, boolean.class);
        default -> null;
      };
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + raw.getName(), e);
    }
  }

  private static TypeReader optional(Type content, Class<?> raw, Class<?> parameter)
      throws ReflectiveOperationException {
    Method of = raw.getMethod(parameter == Object.class ? "ofNullable" : "of", parameter);
    return new WrapperReader(content, of, raw.getMethod("empty").invoke(null));
  }

  private static TypeReader atomic(Type content, Class<?> raw, Class<?> parameter)
      throws ReflectiveOperationException {
    return new WrapperReader(content, raw.getConstructor(parameter), null);
  }

  @Override
  public void prepare(Readers readers) {
    reader = readers.find(content);
  }

  @Override
  public @Nullable Object whenNull() {
    return empty;
  }

  @Override
  public @Nullable Object read(JsonParser parser) throws IOException {
    Object value = reader.read(parser);
    if (value == null) {
      return empty;
    }
    return maker instanceof Method of
        ? Property.call(of, value)
        : Property.make((Constructor<?>) maker, value);
  }
}
