package dev.snapstart.benchmarks.functions.plain;

/** A JVM that does nothing: the control that tells whether the machine itself has changed. */
public final class Hello {

  private Hello() {}

  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
