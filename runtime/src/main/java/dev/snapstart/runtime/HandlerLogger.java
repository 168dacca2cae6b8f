package dev.snapstart.runtime;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/** The logger that handlers get from their context and from {@link LambdaRuntime}. Thread-safe. */
@SuppressWarnings("EnumOrdinal") // the platform's log frames number the levels in this order
record HandlerLogger(LogLines lines) implements LambdaLogger {

  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  /**
   * Makes a logger the one of {@link LambdaRuntime}, which has a field for it and no method. A core
   * library without that field keeps its own logger, which prints.
   */
  static void install(LambdaLogger logger) {
    try {
      // a Field would have the JVM make classes for its method handles: 12 ms of a cold start
      MethodHandles.privateLookupIn(LambdaRuntime.class, MethodHandles.lookup())
          .findStaticVarHandle(LambdaRuntime.class, "logger", LambdaLogger.class)
          .set(logger);
    } catch (ReflectiveOperationException | RuntimeException ignored) {
      // handlers that ask LambdaRuntime still get their lines printed, without level and format
    }
  }

  @Override
  public void log(@Nullable String message) {
    lines.log(LogSettings.UNDEFINED, message);
  }

  @Override
  public void log(byte @Nullable [] message) {
    lines.log(LogSettings.UNDEFINED, message == null ? NULL : message);
  }

  @Override
  public void log(@Nullable String message, LogLevel level) {
    lines.log(level.ordinal(), message);
  }

  @Override
  public void log(byte @Nullable [] message, LogLevel level) {
    lines.log(level.ordinal(), message == null ? NULL : message);
  }
}
