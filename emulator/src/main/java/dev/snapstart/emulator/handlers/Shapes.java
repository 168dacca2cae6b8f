package dev.snapstart.emulator.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Handlers that implement an interface in one way or another. */
public final class Shapes {

  private Shapes() {}

  /** Without type arguments. */
  @SuppressWarnings("rawtypes")
  public static final class Raw implements RequestHandler {
    @Override
    public Object handleRequest(Object input, Context context) {
      return String.valueOf(input);
    }
  }

  /** With a type variable without a bound. */
  public static final class Unbounded<T> implements RequestHandler<T, String> {
    @Override
    public String handleRequest(T input, Context context) {
      return String.valueOf(input);
    }
  }

  /** With a type variable with a bound. */
  public static final class Bounded<T extends Number> implements RequestHandler<T, String> {
    @Override
    public String handleRequest(T input, Context context) {
      return input instanceof Number ? "number " + input.intValue() : "other";
    }
  }

  /** A base class with both types open. */
  public abstract static class Base<A, B> implements RequestHandler<A, B> {}

  /** Its types are those of the base class. */
  public static final class Concrete extends Base<List<Integer>, Map<String, Integer>> {
    @Override
    public Map<String, Integer> handleRequest(List<Integer> input, Context context) {
      int sum = 0;
      for (Integer number : input) {
        sum += number;
      }
      return Map.of("sum", sum);
    }
  }

  /** An interface with the method's code. */
  public interface WithDefault extends RequestHandler<String, String> {
    @Override
    default String handleRequest(String input, Context context) {
      return "default " + input;
    }
  }

  /** Has its method from the interface. */
  public static final class Defaulted implements WithDefault {}

  /** Has a method of its own beside the compiler's bridge. */
  public static final class Covariant implements RequestHandler<Object, Object> {
    @Override
    public String handleRequest(Object input, Context context) {
      return "covariant";
    }
  }

  /** Implements both interfaces. */
  public static final class Both implements RequestHandler<String, String>, RequestStreamHandler {
    @Override
    public String handleRequest(String input, Context context) {
      return "object";
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context)
        throws IOException {
      out.write("\"stream\"".getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Copies bytes. */
  public static final class Echo implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context)
        throws IOException {
      in.transferTo(out);
    }
  }

  /** Says how long its event is, and its sum, for events that are too large to be sent back. */
  public static final class Count implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context)
        throws IOException {
      byte[] buffer = new byte[8192];
      long bytes = 0;
      long sum = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes += n;
        for (int i = 0; i < n; i++) {
          sum += buffer[i] & 0xff;
        }
      }
      out.write((bytes + " " + sum).getBytes(StandardCharsets.UTF_8));
    }
  }
}
