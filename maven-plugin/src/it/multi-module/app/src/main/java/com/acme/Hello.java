package com.acme;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.acme.words.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Says what it was told. */
public final class Hello implements RequestStreamHandler {

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    String name = new String(event.readAllBytes(), StandardCharsets.UTF_8);
    answer.write(Words.of(name).getBytes(StandardCharsets.UTF_8));
  }
}
