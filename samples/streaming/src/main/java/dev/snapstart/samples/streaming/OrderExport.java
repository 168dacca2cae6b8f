package dev.snapstart.samples.streaming;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.snapstart.runtime.ResponseStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Answers any request of a function URL with all orders as CSV. The caller has a page of them while
 * the next is fetched, and the process never holds more than one.
 */
public final class OrderExport implements RequestStreamHandler {

  /** Made before the snapshot; has nothing to keep. */
  public OrderExport() {}

  @Override
  public void handleRequest(InputStream event, OutputStream out, Context context)
      throws IOException {
    OrderPages pages = new OrderPages();
    try (ResponseStream response =
        ResponseStream.http(out).status(200).header("Content-Type", "text/csv").open()) {
      byte[] page = pages.next();
      while (page.length > 0) {
        response.write(page);
        response.flush(); // without it, up to 32 KiB wait for more
        page = pages.next(); // what this throws ends the response as an error, not as its end
      }
    }
  }
}
