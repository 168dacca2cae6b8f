package dev.snapstart.emulator;

import java.time.Duration;

/**
 * Something that goes wrong, or only unusually, with one request to the Runtime API. Immutable;
 * safe for use by many threads.
 */
public sealed interface Fault {

  /**
   * The answer has another status. To a POST it is given after the platform did what was asked for,
   * as if somebody else had answered before; a GET is not passed on to the platform at all.
   *
   * @param status the HTTP status
   */
  record Answered(int status) implements Fault {}

  /**
   * The answer comes before the body is read, and the body is never read: the connection is closed,
   * with a reset if bytes of it are there. The platform sees nothing of the request.
   *
   * @param status the HTTP status
   */
  record AnsweredEarly(int status) implements Fault {}

  /** The platform says yes before the body is read; then the body is read and used as always. */
  record AcceptedEarly() implements Fault {}

  /**
   * The platform looks at the request only after a while.
   *
   * @param time for how long nothing happens
   */
  record Delayed(Duration time) implements Fault {}

  /** The answer says that the connection ends with it, and it does. */
  record Closed() implements Fault {}

  /** The platform takes the request, but the connection is closed without an answer. */
  record HungUpAfter() implements Fault {}

  /** The connection is closed when the request is read, without an answer. */
  record HungUp() implements Fault {}

  /**
   * The connection is closed in the middle of the answer's body.
   *
   * @param bodyBytes how many bytes of the body are sent before
   */
  record Truncated(int bodyBytes) implements Fault {}

  /** The answer comes one byte at a time. */
  record Trickled() implements Fault {}

  /**
   * The answer's body comes in chunks, without a length.
   *
   * @param chunkBytes how large a chunk is
   */
  record Chunked(int chunkBytes) implements Fault {}

  /** The answer comes after a {@code 100 Continue} that nobody asked for. */
  record Continued() implements Fault {}

  /**
   * The answer has a body that nobody expects.
   *
   * @param text the body
   */
  record Embellished(String text) implements Fault {}
}
