package dev.snapstart.emulator;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An invocation that the platform has handed out, until it is answered. A streamed response passes
 * through it piece by piece: the next is taken from the runtime when the caller has taken the one
 * before, so a slow caller slows the runtime down. Safe for use by many threads.
 */
final class PendingInvocation {

  private final Invocation invocation;
  private final ResponseMode mode;
  private final Changes changes;
  private final long handedOutNanos = System.nanoTime();
  private long repliedNanos;
  private @Nullable Reply reply;
  private boolean streaming;
  private @Nullable String contentType;
  private byte @Nullable [] piece;
  private int passedBytes;
  private boolean abandoned;

  PendingInvocation(Invocation invocation, ResponseMode mode, Changes changes) {
    this.invocation = invocation;
    this.mode = mode;
    this.changes = changes;
  }

  Invocation invocation() {
    return invocation;
  }

  String requestId() {
    return invocation.requestId();
  }

  // ---- the runtime's side

  synchronized void beginStream(@Nullable String type) {
    streaming = true;
    contentType = type;
  }

  /**
   * Passes bytes of a stream on and waits until the caller is ready for more.
   *
   * @return false if no more are wanted: they are too many, or the invocation has its reply
   */
  synchronized boolean pass(byte[] bytes) throws InterruptedException {
    int room = mode.maxBytes() - passedBytes;
    boolean fits = bytes.length <= room;
    byte[] passed = fits ? bytes : Arrays.copyOf(bytes, room);
    passedBytes += passed.length;
    if (passed.length > 0 && !abandoned) {
      piece = passed;
      changes.happened();
    }
    while (piece != null && !abandoned) {
      wait();
    }
    return fits && reply == null;
  }

  /** Ends the invocation; only the first reply counts. */
  synchronized void reply(Reply answer) {
    if (reply == null) {
      reply = answer;
      repliedNanos = System.nanoTime();
      changes.happened();
    }
  }

  /** The end of the stream; null if it ended well. */
  Reply streamed(@Nullable PostedError error) {
    return Reply.streamed(contentType, error);
  }

  /** More was sent than the caller can take; one that wanted all at once gets nothing of it. */
  Reply tooLarge() {
    PlatformError error = PlatformError.responseTooLarge(mode.maxBytes());
    return streaming && mode == ResponseMode.STREAMED ? streamed(error.posted()) : Reply.of(error);
  }

  ResponseMode mode() {
    return mode;
  }

  // ---- the platform's side

  synchronized boolean isStreaming() {
    return streaming && reply == null;
  }

  synchronized boolean hasPiece() {
    return piece != null;
  }

  synchronized byte @Nullable [] takePiece() {
    byte[] taken = piece;
    piece = null;
    notifyAll();
    return taken;
  }

  /** The caller takes nothing more; the runtime need not wait for it. */
  synchronized void abandon() {
    abandoned = true;
    piece = null;
    notifyAll();
  }

  /** Null as long as there is none. */
  synchronized @Nullable Reply reply() {
    return reply;
  }

  /** How the invocation ended without a reply. */
  synchronized Reply failed(PlatformError end) {
    return streaming ? streamed(end.posted()) : Reply.of(end);
  }

  /** From handing out the event to the answer, or to now. */
  synchronized Duration duration() {
    return Duration.ofNanos((reply == null ? System.nanoTime() : repliedNanos) - handedOutNanos);
  }
}
