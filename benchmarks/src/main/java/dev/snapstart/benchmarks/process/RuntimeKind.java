package dev.snapstart.benchmarks.process;

import java.util.List;

/** What runs a function. */
public enum RuntimeKind {
  /** A JVM that does nothing: tells whether the machine itself has changed. */
  CONTROL("control", "dev.snapstart.benchmarks.functions.plain.Hello"),
  /** The smallest loop that can echo, which nobody could use. */
  FLOOR("floor", "dev.snapstart.benchmarks.functions.plain.RawLoop"),
  /** AWS's runtime interface client, which a user has today. */
  RIC("RIC", "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"),
  /** snapstart-runtime. */
  OURS("ours", "dev.snapstart.runtime.Bootstrap");

  private final String label;
  private final String main;

  RuntimeKind(String label, String main) {
    this.label = label;
    this.main = main;
  }

  /** Whether it runs real functions. */
  public boolean isRuntime() {
    return this == RIC || this == OURS;
  }

  /**
   * Whether it can run this function that way. AWS's client ends when its connection to the Runtime
   * API is gone, so that CRIU cannot restore it.
   */
  public boolean fits(FunctionKind function, StartMode mode) {
    return switch (this) {
      case CONTROL -> false;
      case FLOOR ->
          function == FunctionKind.STREAM && !mode.isRestored() && mode != StartMode.PACKAGED;
      case RIC -> !mode.isRestored() && mode != StartMode.PACKAGED;
      case OURS -> true;
    };
  }

  /** The main class and its arguments. */
  public List<String> main(FunctionKind function) {
    return isRuntime() ? List.of(main, function.handler()) : List.of(main);
  }

  @Override
  public String toString() {
    return label;
  }
}
