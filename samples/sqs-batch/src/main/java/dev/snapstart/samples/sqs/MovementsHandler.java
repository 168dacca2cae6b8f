package dev.snapstart.samples.sqs;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.snapstart.hooks.Priming;
import dev.snapstart.hooks.Restores;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Books the movements of a batch and names the messages that could not be booked: SQS sends those
 * again and no others, if the mapping has {@code ReportBatchItemFailures}.
 */
public final class MovementsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final Ledger ledger = new Ledger(Path.of(System.getenv("LEDGER")));
  private final AtomicInteger booked = new AtomicInteger();

  /**
   * Has a sample batch handled before the snapshot, with a message that fails, so that no clone
   * loads the classes for either.
   *
   * @throws IOException when the sample cannot be read
   */
  public MovementsHandler() throws IOException {
    Priming.handler("book a sample batch", this, SQSEvent.class, sampleBatch());
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    List<BatchItemFailure> failures = new ArrayList<>();
    for (SQSMessage message : batch.getRecords()) {
      try {
        book(message);
      } catch (IOException | IllegalArgumentException e) {
        context.getLogger().log(message.getMessageId() + " not booked: " + e.getMessage() + "\n");
        failures.add(new BatchItemFailure(message.getMessageId()));
      }
    }
    context.getLogger().log("booked since the restore: " + booked + "\n");
    return new SQSBatchResponse(failures);
  }

  private void book(SQSMessage message) throws IOException {
    Movement movement = Movement.parse(message.getBody());
    // the sample is no message: it is not written, and what counts messages is still zero
    if (!Priming.isPriming() && ledger.book(message.getMessageId(), movement, Restores.cloneId())) {
      booked.incrementAndGet();
    }
  }

  static byte[] sampleBatch() throws IOException {
    try (InputStream sample =
        Objects.requireNonNull(MovementsHandler.class.getResourceAsStream("/sample-batch.json"))) {
      return sample.readAllBytes();
    }
  }
}
