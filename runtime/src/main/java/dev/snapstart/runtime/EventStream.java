package dev.snapstart.runtime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * An event as stream handlers read it. What is transferred goes on in one piece, so that an answer
 * is as large as it will be at once; the JDK's own stream makes a copy of each part, lest the
 * receiver keep the array.
 */
final class EventStream extends ByteArrayInputStream {

  EventStream(byte[] event) {
    super(event);
  }

  @Override
  public synchronized long transferTo(OutputStream out) throws IOException {
    int length = available();
    out.write(buf, pos, length);
    pos += length;
    return length;
  }
}
