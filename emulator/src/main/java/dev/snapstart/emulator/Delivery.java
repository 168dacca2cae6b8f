package dev.snapstart.emulator;

import java.util.function.BooleanSupplier;

/** Takes a streamed response to the caller while the platform waits for the invocation's end. */
record Delivery(PendingInvocation pending, ResponseTarget target, Changes changes) {

  /** Passes on what comes until the invocation is over; false if that takes too long. */
  boolean await(BooleanSupplier over, Deadline deadline) throws InterruptedException {
    // a stream whose connection is at its end still has to come to its own
    BooleanSupplier done = () -> over.getAsBoolean() && !pending.isStreaming();
    try {
      while (changes.await(() -> pending.hasPiece() || done.getAsBoolean(), deadline)) {
        if (!pass()) {
          return true;
        }
        if (deadline.left().isZero()) {
          break;
        }
      }
      boolean inTime = done.getAsBoolean();
      pass();
      return inTime;
    } finally {
      pending.abandon();
    }
  }

  private boolean pass() {
    byte[] piece = pending.takePiece();
    if (piece == null) {
      return false;
    }
    target.write(piece);
    return true;
  }
}
