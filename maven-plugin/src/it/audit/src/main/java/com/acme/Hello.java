package com.acme;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Gives all clones the same id. */
public final class Hello implements RequestStreamHandler {

  private final String id = UUID.randomUUID().toString();

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    answer.write(("{\"id\": \"" + id + "\"}").getBytes(StandardCharsets.UTF_8));
  }
}
