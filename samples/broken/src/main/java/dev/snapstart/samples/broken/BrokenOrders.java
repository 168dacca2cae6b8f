package dev.snapstart.samples.broken;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.crac.Core;
import org.crac.Resource;

/** Numbers orders and writes them down, as long as there is one of it. */
public final class BrokenOrders
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

  private final String series = UUID.randomUUID().toString(); // HIT SNAP_UNIQUE_VALUE
  private final AtomicInteger counter = new AtomicInteger();
  private final Instant started = Instant.now(); // HIT SNAP_TIMESTAMP
  private final Writer journal;

  /**
   * Opens the journal.
   *
   * @throws IOException when it cannot be opened
   */
  public BrokenOrders() throws IOException {
    Path file = Files.createTempFile("orders-", ".journal"); // HIT SNAP_TEMP_FILE
    journal = Files.newBufferedWriter(file); // HIT SNAP_TEMP_FILE
    Core.getGlobalContext()
        .register(new Flush(journal)); // HIT SNAP_HOOK_NOT_RETAINED, SNAP_HOOK_EQUALS
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    String number = series + "-" + counter.incrementAndGet();
    try {
      journal.write(number + System.lineSeparator());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(201)
        .withBody(number + " after " + Duration.between(started, Instant.now()))
        .build();
  }

  /** Nobody but org.crac knows it, which holds it weakly: it is gone before the checkpoint. */
  private record Flush(Writer journal) implements Resource {

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) throws IOException {
      journal.flush();
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {}
  }
}
