package dev.snapstart.hooks;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Fields of the JDK's own classes, through {@code sun.misc.Unsafe}, by reflection: javac warns of
 * the class, and it may be gone one day. For one thread.
 */
final class JvmMemory {

  private final Object unsafe;

  JvmMemory() throws ReflectiveOperationException {
    Field instance = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
    instance.setAccessible(true);
    unsafe = instance.get(null);
  }

  /** Sets a static {@link AtomicLong}; nothing if its class is not initialised yet. */
  void setCounter(String className, String field, long value) throws ReflectiveOperationException {
    if (staticValue(className, field) instanceof AtomicLong counter) {
      counter.set(value);
    }
  }

  /** Seeds a static {@link Random}; nothing if its class is not initialised yet. */
  void reseed(String className, String field, long seed) throws ReflectiveOperationException {
    if (staticValue(className, field) instanceof Random random) {
      random.setSeed(seed);
    }
  }

  /** Empties a static map or collection. */
  void clear(String className, String field) throws ReflectiveOperationException {
    Object value = staticValue(className, field);
    if (value instanceof Map<?, ?> map) {
      map.clear();
    } else if (value instanceof Collection<?> collection) {
      collection.clear();
    }
  }

  /** Sets a field of every live platform thread, each to a value of its own. */
  void setInThreads(String field, SecureRandom values) throws ReflectiveOperationException {
    Object offset = call(method("objectFieldOffset", Field.class), field(Thread.class, field));
    Method put = method("putLong", Object.class, long.class, long.class);
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    // the count is an estimate: what is full may have been too small
    Thread[] threads = new Thread[root.activeCount() + 16];
    while (root.enumerate(threads) == threads.length) {
      threads = new Thread[2 * threads.length];
    }
    for (Thread thread : threads) {
      if (thread != null) {
        call(put, thread, offset, values.nextLong());
      }
    }
  }

  private @Nullable Object staticValue(String className, String name)
      throws ReflectiveOperationException {
    Field field = field(Class.forName(className, false, null), name);
    Object base = call(method("staticFieldBase", Field.class), field);
    Object offset = call(method("staticFieldOffset", Field.class), field);
    return call(method("getObject", Object.class, long.class), base, offset);
  }

  private static Field field(Class<?> type, String name) throws NoSuchFieldException {
    return type.getDeclaredField(name);
  }

  private Method method(String name, Class<?>... parameters) throws NoSuchMethodException {
    return unsafe.getClass().getMethod(name, parameters);
  }

  /** Throws what the JVM throws when it denies it. */
  private Object call(Method method, @Nullable Object... arguments)
      throws ReflectiveOperationException {
    try {
      return method.invoke(unsafe, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException denied) {
        throw denied;
      }
      throw e;
    }
  }
}
