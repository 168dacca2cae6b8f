package dev.snapstart.samples.sqs;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.snapstart.hooks.Priming;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes its own sample for a message, and one message that fails for a batch that does. */
public final class BrokenMovements implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final Ledger ledger = new Ledger(Path.of(System.getenv("LEDGER")));
  private final AtomicInteger booked = new AtomicInteger();
  private String worker;

  /**
   * Has a sample batch handled before the snapshot.
   *
   * @throws IOException when the sample cannot be read
   */
  public BrokenMovements() throws IOException {
    Priming.handler("book a sample batch", this, SQSEvent.class, MovementsHandler.sampleBatch());
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    if (worker == null) {
      worker = UUID.randomUUID().toString(); // HIT SNAP_PRIMED_LAZY_STATE
    }
    try {
      for (SQSMessage message : batch.getRecords()) {
        Movement movement = Movement.parse(message.getBody());
        if (ledger.book(message.getMessageId(), movement, worker)) {
          booked.incrementAndGet();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    context.getLogger().log("booked since the restore: " + booked + "\n");
    return new SQSBatchResponse(List.of());
  }
}
