package dev.snapstart.emulator.conformance;

/** This machine lacks what a behaviour is driven with. Immutable. */
final class Undrivable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Undrivable(String reason) {
    super(reason);
  }
}
