package dev.snapstart.benchmarks.functions.plain;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.ArrayList;
import java.util.List;

/** Takes messages of a queue, and gives back those without a body. */
public final class Queue implements RequestHandler<SQSEvent, SQSBatchResponse> {

  /** Primes, where that is wanted. */
  public Queue() {
    if (System.getenv("PRIME") != null) {
      SQSEvent event = new SQSEvent();
      event.setRecords(List.of());
      Prime.with(() -> handleRequest(event, null));
    }
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    List<SQSBatchResponse.BatchItemFailure> failures = new ArrayList<>();
    for (SQSEvent.SQSMessage message : event.getRecords()) {
      if (message.getBody().isEmpty()) {
        failures.add(new SQSBatchResponse.BatchItemFailure(message.getMessageId()));
      }
    }
    return new SQSBatchResponse(failures);
  }
}
