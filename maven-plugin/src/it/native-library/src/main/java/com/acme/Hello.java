package com.acme;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Asks the C library, through a native library that is in a jar. */
public final class Hello implements RequestStreamHandler {

  /** A function of the C library. */
  public interface C extends Library {
    /** The id of this process. */
    int getpid();
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    long id = Native.load("c", C.class).getpid();
    if (id != ProcessHandle.current().pid()) {
      throw new IllegalStateException("the C library says " + id);
    }
    answer.write(("native library: " + id).getBytes(StandardCharsets.UTF_8));
  }
}
