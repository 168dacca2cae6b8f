package dev.snapstart.hooks;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** Sets the JVM's generators to known states, as a snapshot holds them. */
final class JvmState {

  private JvmState() {}

  static Random mathRandom() {
    Math.random();
    return (Random)
        staticValue("java.lang.Math$RandomNumberGeneratorHolder", "randomNumberGenerator");
  }

  static void setCounter(String className, String name, long value) {
    ((AtomicLong) staticValue(className, name)).set(value);
  }

  static long counter(String className, String name) {
    return ((AtomicLong) staticValue(className, name)).get();
  }

  static void setThreadSeed(long seed) {
    try {
      Field field = Thread.class.getDeclaredField("threadLocalRandomSeed");
      unsafe()
          .getClass()
          .getMethod("putLong", Object.class, long.class, long.class)
          .invoke(unsafe(), Thread.currentThread(), call("objectFieldOffset", field), seed);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many host names the JVM's cache knows. */
  static int dnsEntries() {
    return ((Map<?, ?>) staticValue("java.net.InetAddress", "cache")).size()
        + ((Collection<?>) staticValue("java.net.InetAddress", "expirySet")).size();
  }

  private static Object staticValue(String className, String name) {
    try {
      Field field = Class.forName(className, false, null).getDeclaredField(name);
      return unsafe()
          .getClass()
          .getMethod("getObject", Object.class, long.class)
          .invoke(unsafe(), call("staticFieldBase", field), call("staticFieldOffset", field));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object call(String method, Field field) throws ReflectiveOperationException {
    return unsafe().getClass().getMethod(method, Field.class).invoke(unsafe(), field);
  }

  private static Object unsafe() throws ReflectiveOperationException {
    Field instance = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
    instance.setAccessible(true);
    return instance.get(null);
  }
}
