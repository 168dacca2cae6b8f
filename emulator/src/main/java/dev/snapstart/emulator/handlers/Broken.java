package dev.snapstart.emulator.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

/** Handlers that cannot be loaded. */
public final class Broken {

  private Broken() {}

  /** What the others have in common. */
  public abstract static class Echo implements RequestHandler<String, String> {
    @Override
    public String handleRequest(String input, Context context) {
      return input;
    }
  }

  /** Fails in its constructor. */
  public static final class InConstructor extends Echo {
    public InConstructor() {
      throw new IllegalStateException("no table", new IllegalArgumentException("the deep cause"));
    }
  }

  /** Fails in its static initialiser. */
  public static final class InStatic extends Echo {
    private static final int NUMBER = Integer.parseInt("no number");

    @Override
    public String handleRequest(String input, Context context) {
      return input + NUMBER;
    }
  }

  /** Has no memory left. */
  public static final class OutOfMemory extends Echo {
    public OutOfMemory() {
      throw new OutOfMemoryError("Java heap space, says the handler");
    }
  }

  /** Wants something for its construction. */
  public static final class NoConstructor extends Echo {
    private final String needed;

    public NoConstructor(String needed) {
      this.needed = needed;
    }

    @Override
    public String handleRequest(String input, Context context) {
      return input + needed;
    }
  }

  /** Needs an instance around it. */
  @SuppressWarnings("ClassCanBeStatic") // that is what is wrong with it
  public final class Inner extends Echo {
    @Override
    public String handleRequest(String input, Context context) {
      return input + Broken.this;
    }
  }

  /** Is hidden, and so is its constructor. */
  private static final class Hidden extends Echo {
    private Hidden() {}
  }

  /** Nobody can make one. */
  public abstract static class Abstract extends Echo {}

  /** Nobody can make one either. */
  public interface Interface extends RequestHandler<String, String> {}

  /** Is no handler. */
  public static final class Plain {
    public String greet(String name) {
      return "hello " + name + (name == null ? new Hidden() : "");
    }
  }
}
