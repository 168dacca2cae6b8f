package dev.snapstart.emulator.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Streams its answers, through {@code dev.snapstart.runtime.ResponseStream} where the runtime has
 * it; otherwise it writes the same bytes as any handler does. All other events it serves as {@link
 * Actions} does.
 */
public final class Streams implements RequestStreamHandler {

  private static final String STREAM = "dev.snapstart.runtime.ResponseStream";

  private final Actions actions = new Actions();

  public Streams() {}

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    byte[] event = in.readAllBytes();
    String[] words = new String(event, StandardCharsets.UTF_8).split(" ", 2);
    switch (words[0]) {
      case "first" -> writeAtOnce(open(out), Path.of(words[1]));
      case "page" -> page(out).write("hello".getBytes(StandardCharsets.US_ASCII));
      case "early" -> {
        open(out);
        throw new IllegalStateException("before the first byte");
      }
      case "late" -> {
        OutputStream stream = open(out);
        stream.write("first".getBytes(StandardCharsets.US_ASCII));
        stream.flush();
        throw new IllegalStateException("after the first byte");
      }
      case "megabytes" -> writeMuch(open(out), Integer.parseInt(words[1]));
      case "nothing" -> open(out);
      default -> actions.handleRequest(new ByteArrayInputStream(event), out, context);
    }
  }

  private static void writeAtOnce(OutputStream stream, Path seen) throws IOException {
    stream.write("first".getBytes(StandardCharsets.US_ASCII));
    stream.flush();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (!Files.exists(seen) && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    String what = Files.exists(seen) ? " seen" : " not seen";
    stream.write(what.getBytes(StandardCharsets.US_ASCII));
  }

  private static void writeMuch(OutputStream stream, int megabytes) throws IOException {
    byte[] bytes = new byte[1024 * 1024];
    try {
      for (int i = 0; i < megabytes; i++) {
        stream.write(bytes);
      }
    } catch (IOException e) {
      System.out.println("writing failed: " + e);
      throw e;
    }
  }

  private static OutputStream open(OutputStream out) {
    try {
      return (OutputStream)
          Class.forName(STREAM)
              .getMethod("open", OutputStream.class, String.class)
              .invoke(null, out, "text/plain");
    } catch (ClassNotFoundException e) {
      return out;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static OutputStream page(OutputStream out) {
    try {
      Object head = Class.forName(STREAM).getMethod("http", OutputStream.class).invoke(null, out);
      Class<?> type = head.getClass();
      type.getMethod("status", int.class).invoke(head, 201);
      type.getMethod("cookie", String.class).invoke(head, "a=1");
      return (OutputStream) type.getMethod("open").invoke(head);
    } catch (ClassNotFoundException e) {
      return out;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
