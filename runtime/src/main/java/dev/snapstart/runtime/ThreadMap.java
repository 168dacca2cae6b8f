package dev.snapstart.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * One key of a map by thread that a library of the function keeps, such as Log4j's {@code
 * ThreadContext}: two static methods, {@code put(String, String)} and {@code remove(String)}.
 * Looked for only where its library can be, so that it costs nothing elsewhere. Thread-safe.
 */
final class ThreadMap {

  /** The name that AWS's own client gives it. */
  private static final String REQUEST_ID = "AWSRequestId";

  private static final ThreadMap[] NONE = {};

  private final String key;
  private final MethodHandle put;
  private final MethodHandle remove;

  private ThreadMap(String key, MethodHandle put, MethodHandle remove) {
    this.key = key;
    this.put = put;
    this.remove = remove;
  }

  /** Where the function's logging libraries look for the request id; often nowhere. */
  static ThreadMap[] ofLoggers(FunctionClassPath classPath) {
    ThreadMap log4j =
        find(classPath, "log4j-api", "org.apache.logging.log4j.ThreadContext", REQUEST_ID);
    ThreadMap slf4j = find(classPath, "slf4j-api", "org.slf4j.MDC", REQUEST_ID);
    if (log4j == null && slf4j == null) {
      return NONE;
    }
    if (log4j == null || slf4j == null) {
      return new ThreadMap[] {log4j == null ? slf4j : log4j};
    }
    return new ThreadMap[] {log4j, slf4j};
  }

  /**
   * Looks for a library's map.
   *
   * @param artifact how the library's jar is called
   * @return null when the function has no such library, or one of another kind
   */
  static @Nullable ThreadMap find(
      FunctionClassPath classPath, String artifact, String className, String key) {
    if (!classPath.mayHold(artifact, className)) {
      return null;
    }
    try {
      Class<?> map = Class.forName(className, true, classPath.loader());
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      MethodHandle put = lookup.unreflect(map.getMethod("put", String.class, String.class));
      // the SDK's also returns what it removes
      MethodHandle remove = lookup.unreflect(map.getMethod("remove", String.class));
      return new ThreadMap(
          key,
          put.asType(MethodType.methodType(void.class, String.class, String.class)),
          remove.asType(MethodType.methodType(void.class, String.class)));
    } catch (ReflectiveOperationException | LinkageError ignored) {
      // the function does not have it, or not in the form that takes a value by thread
      return null;
    }
  }

  /** Sets the calling thread's value, or removes it with null. */
  void put(@Nullable String value) {
    try {
      if (value == null) {
        remove.invokeExact(key);
      } else {
        put.invokeExact(key, value);
      }
    } catch (Throwable ignored) {
      // a logging library that fails must not fail the invocation; its own log says why
    }
  }
}
