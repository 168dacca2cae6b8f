package dev.snapstart.emulator.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.crac.Core;
import org.crac.Resource;

/**
 * A function with hooks of org.crac, first and second, that print when they are called. The
 * variable HOOKS says what they do beside that: {@code before exception first}.
 */
public final class Hooks implements RequestHandler<String, String> {

  private static final List<Resource> KEPT = new ArrayList<>();

  private final SecureRandom random = new SecureRandom();

  public Hooks() {
    register(new Named("first"));
    register(new Named("second"));
    String wish = wish();
    if (wish.equals("twice")) {
      Core.getGlobalContext().register(KEPT.get(0));
    } else if (wish.equals("equal")) {
      register(new Equal("equal 1"));
      register(new Equal("equal 2"));
    } else if (wish.equals("forgotten")) {
      Core.getGlobalContext().register(new Named("forgotten"));
      System.gc();
      System.gc();
    }
    System.out.println("constructed");
  }

  @Override
  public String handleRequest(String input, Context context) {
    if ("checkpoint".equals(input)) {
      return checkpoint();
    }
    if ("stream".equals(input)) {
      return String.valueOf(context.getLogStreamName());
    }
    return input + " " + random.nextLong();
  }

  private static String checkpoint() {
    try {
      Core.checkpointRestore();
      return "done";
    } catch (Exception e) {
      return isUnsupported(e) ? "unsupported" : "failed: " + e;
    }
  }

  /** org.crac wraps what its implementation throws. */
  private static boolean isUnsupported(Throwable thrown) {
    boolean found = thrown instanceof UnsupportedOperationException;
    for (Throwable suppressed : thrown.getSuppressed()) {
      found |= isUnsupported(suppressed);
    }
    return found || (thrown.getCause() != null && isUnsupported(thrown.getCause()));
  }

  private static String wish() {
    String wish = System.getenv("HOOKS");
    return wish == null ? "" : wish;
  }

  private static void register(Resource resource) {
    KEPT.add(resource);
    Core.getGlobalContext().register(resource);
  }

  /** A hook that prints its name. */
  static class Named implements Resource {

    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) throws Exception {
      act("before");
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) throws Exception {
      act("after");
    }

    private void act(String when) throws Exception {
      System.out.println("hook " + when + " " + name);
      if (wish().equals("loader")) {
        System.out.println("loader " + Surroundings.loader());
      }
      if (wish().equals(when + " exception " + name)) {
        throw new IllegalStateException("pool is gone");
      }
      if (wish().equals(when + " error " + name)) {
        throw new NoClassDefFoundError("com/acme/Pool");
      }
      if (wish().equals(when + " both")) {
        throw new IllegalStateException("failed " + name);
      }
      if (wish().equals(when + " register " + name)) {
        Thread thread = new Thread(() -> register(new Named("late")));
        thread.start();
        thread.join(5_000);
        System.out.println(thread.isAlive() ? "registration hangs" : "registered late");
      }
    }
  }

  /** A hook that is equal to all of its class. */
  static final class Equal extends Named {

    Equal(String name) {
      super(name);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Equal;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }
}
