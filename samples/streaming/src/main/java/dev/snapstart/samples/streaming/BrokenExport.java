package dev.snapstart.samples.streaming;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.snapstart.runtime.ResponseStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Streams in name only, and makes half an export look like a whole one. */
public final class BrokenExport implements RequestStreamHandler {

  /** Made before the snapshot; has nothing to keep. */
  public BrokenExport() {}

  @Override
  public void handleRequest(InputStream event, OutputStream out, Context context)
      throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream(); // BROKEN: holds them all, sends none
    OrderPages pages = new OrderPages();
    try {
      byte[] page = pages.next();
      while (page.length > 0) {
        all.write(page);
        page = pages.next();
      }
    } catch (IOException e) {
      context.getLogger().log("no more orders: " + e); // BROKEN: nobody but the log knows
    }
    try (ResponseStream response =
        ResponseStream.http(out).status(200).header("Content-Type", "text/csv").open()) {
      response.write(all.toByteArray());
    }
  }
}
