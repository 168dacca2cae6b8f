package dev.snapstart.crac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderedContextTest {

  private final OrderedContext context = new OrderedContext();
  private final List<String> calls = new ArrayList<>();

  @Test
  void runsInReverseOrderBeforeAndInOrderAfter() throws Exception {
    register("a", null);
    register("b", null);
    context.beforeCheckpoint(context);
    context.afterRestore(context);
    assertThat(calls).containsExactly("before b", "before a", "after a", "after b");
  }

  @Test
  void runsAllResourcesWhenSomeFailAndTellsEachFailure() {
    register("a", new IllegalStateException("pool is gone"));
    register("b", new NoClassDefFoundError("com/acme/Missing"));
    register("c", null);
    CheckpointException before =
        catchThrowableOfType(CheckpointException.class, () -> context.beforeCheckpoint(context));
    assertThat(calls).containsExactly("before c", "before b", "before a");
    assertThat(before)
        .hasMessage(
            "2 hooks failed before the checkpoint: resource b: java.lang.NoClassDefFoundError:"
                + " com/acme/Missing; resource a: java.lang.IllegalStateException: pool is gone"
                + " [CRAC_HOOK_FAILED]");
    assertThat(before.getSuppressed()).hasSize(2);
    assertThatExceptionOfType(RestoreException.class)
        .isThrownBy(() -> context.afterRestore(context))
        .withMessageContaining("2 hooks failed after the restore")
        .withMessageContaining("pool is gone")
        .withMessageContaining("[CRAC_HOOK_FAILED]");
  }

  @Test
  void notifiesAResourceOnceHoweverOftenItIsRegistered() throws Exception {
    Resource resource = new Recording("a", null);
    context.register(resource);
    context.register(resource);
    context.beforeCheckpoint(context);
    assertThat(calls).containsExactly("before a");
  }

  @Test
  void saysWhoseHooksAreLostToGarbageCollection() throws Exception {
    Resource kept = heldWeakly(new StringBuilder("collected"));
    context.register(kept);
    ((Reference<?>) Proxy.getInvocationHandler(kept)).clear();
    Resource alive = heldWeakly(this);
    context.register(alive);
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      context.beforeCheckpoint(context);
    } finally {
      System.setErr(err);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .startsWith("the hooks of a java.lang.StringBuilder do not run: ")
        .contains(" [CRAC_RESOURCE_LOST]")
        .hasLineCount(1);
  }

  /** As org.crac stands in for a user's resource. */
  private static Resource heldWeakly(Object user) {
    class Wrapper extends WeakReference<Object> implements InvocationHandler {
      Wrapper() {
        super(user);
      }

      @Override
      public Object invoke(Object proxy, Method method, Object[] arguments) {
        return null;
      }
    }

    return (Resource)
        Proxy.newProxyInstance(
            Resource.class.getClassLoader(), new Class<?>[] {Resource.class}, new Wrapper());
  }

  @Test
  void letsHooksRegisterMore() throws Exception {
    context.register(
        new Resource() {
          @Override
          public void beforeCheckpoint(Context<? extends Resource> ignored) throws Exception {
            Thread other = new Thread(() -> register("late", null));
            other.start();
            other.join();
          }

          @Override
          public void afterRestore(Context<? extends Resource> ignored) {}
        });
    context.beforeCheckpoint(context);
    context.afterRestore(context);
    assertThat(calls).containsExactly("after late");
  }

  @Test
  void refusesToCheckpointOnRequestWhereThereIsNoLauncher() {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(Core::checkpointRestore)
        .withMessageContaining("on Lambda the platform takes the snapshot")
        .withMessageContaining("snapstart-emulator checkpoint --to DIR -- java")
        .withMessageContaining("[CRAC_NO_LAUNCHER]");
  }

  private void register(String name, Throwable failure) {
    context.register(new Recording(name, failure));
  }

  private final class Recording implements Resource {
    private final String name;
    private final Throwable failure;

    Recording(String name, Throwable failure) {
      this.name = name;
      this.failure = failure;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) throws Exception {
      record("before " + name);
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) throws Exception {
      record("after " + name);
    }

    @Override
    public String toString() {
      return "resource " + name;
    }

    private void record(String call) throws Exception {
      calls.add(call);
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure != null) {
        throw (Exception) failure;
      }
    }
  }
}
