package dev.snapstart.maven;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.TimeZone;

/** A function that is packaged: says what it was asked, and where and how it runs. */
public final class Greeting implements RequestStreamHandler {

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    String asked = new String(event.readAllBytes(), StandardCharsets.UTF_8);
    if (asked.contains("fail")) {
      throw new IllegalStateException("it was asked to fail");
    }
    if (asked.contains("do not write")) {
      Runtime.getRuntime().addShutdownHook(new Thread(Greeting::killOneself));
    }
    String text =
        asked
            + " | "
            + TimeZone.getDefault().getID()
            + " | "
            + System.getProperty("java.vm.info")
            + " | "
            + Runtime.getRuntime().maxMemory() / 1048576
            + " | "
            + System.getProperty("greeting", "");
    answer.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Ends the JVM before it writes an archive. */
  private static void killOneself() {
    try {
      new ProcessBuilder("kill", "-KILL", Long.toString(ProcessHandle.current().pid()))
          .start()
          .waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("cannot run kill", e);
    }
  }
}
