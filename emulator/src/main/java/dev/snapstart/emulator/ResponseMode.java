package dev.snapstart.emulator;

/** How the caller wants the response, and so how large it may be. */
enum ResponseMode {
  /** All at once: 6 MiB and 100 bytes. */
  BUFFERED(PlatformError.MAX_RESPONSE_BYTES),
  /** As it comes: 200 MiB. */
  STREAMED(200 << 20);

  private final int maxBytes;

  ResponseMode(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  int maxBytes() {
    return maxBytes;
  }
}
