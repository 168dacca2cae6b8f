package dev.snapstart.runtime;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * How a collection or map of a class that is not the JDK's common ones is made, or why it cannot
 * be. Immutable.
 *
 * @param constructor null when there is none
 * @param refusal null when there is one
 */
record OwnConstructor(@Nullable Constructor<?> constructor, @Nullable String refusal) {

  /**
   * Looks for the constructor without parameters.
   *
   * @param instead what to take instead of an abstract class, for the message
   */
  static OwnConstructor of(Class<?> type, String instead) {
    if (Modifier.isAbstract(type.getModifiers())) {
      return new OwnConstructor(null, "it is abstract (expected " + instead + ")");
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.trySetAccessible();
      return new OwnConstructor(constructor, null);
    } catch (NoSuchMethodException e) {
      return new OwnConstructor(null, "it has no constructor without parameters");
    }
  }

  Object construct() throws IOException {
    if (constructor == null) {
      throw new IOException(refusal);
    }
    return Property.make(constructor);
  }
}
