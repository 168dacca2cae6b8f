package dev.snapstart.runtime;

/** Makes what ends a thread of the function's a record of the log, where that is to be JSON. */
record UncaughtExceptions(LogLines log) implements Thread.UncaughtExceptionHandler {

  static void logTo(LogLines log) {
    Thread.setDefaultUncaughtExceptionHandler(new UncaughtExceptions(log));
  }

  @Override
  public void uncaughtException(Thread thread, Throwable thrown) {
    log.print("thread \"" + thread.getName() + "\" ended with an exception", thrown);
  }
}
