package dev.snapstart.benchmarks.functions.plain;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Gives back what it gets, byte for byte. */
public final class Echo implements RequestStreamHandler {

  /** Primes, where that is wanted. */
  public Echo() {
    if (System.getenv("PRIME") != null) {
      Prime.with(() -> {
        handleRequest(InputStream.nullInputStream(), OutputStream.nullOutputStream(), null);
        return null;
      });
    }
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    input.transferTo(output);
  }
}
