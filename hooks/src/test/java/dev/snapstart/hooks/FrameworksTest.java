package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** What Spring and Micronaut do around a checkpoint, as they are, in a rehearsal with our hooks. */
class FrameworksTest {

  /** All our hooks have the place of the first of them. */
  @Test
  void runsHooksBeforeSpringStopsAndAfterItStartsWhenSpringWasThereFirst() throws Exception {
    assertThat(said(OtherJvm.outputOf(SpringFirst.class, "-Dunused")))
        .containsExactly(
            "spring starts",
            "rehearsal",
            "before second",
            "before first",
            "spring stops",
            "spring starts",
            "after first",
            "after second");
  }

  @Test
  void runsHooksWhileSpringIsStoppedWhenTheFirstOfThemWasThereFirst() throws Exception {
    assertThat(said(OtherJvm.outputOf(SpringSecond.class, "-Dunused")))
        .containsExactly(
            "spring starts",
            "rehearsal",
            "spring stops",
            "before second",
            "before first",
            "after first",
            "after second",
            "spring starts");
  }

  @Test
  void saysThatSpringDidNotStartAgain() throws Exception {
    assertThat(said(OtherJvm.outputOf(BrokenSpring.class, "-Dunused")))
        .endsWith("spring stops", "failed: no connection");
  }

  @Test
  void refreshesMicronautsBeansAndPublishesItsEvents() throws Exception {
    String debug = "-Dorg.slf4j.simpleLogger.log.io.micronaut.crac=debug";
    assertThat(said(OtherJvm.outputOf(Micronaut.class, debug)))
        .containsExactly(
            "rehearsal",
            "Before checkpoint, firing events",
            "before first",
            "after first",
            "After restore, firing events");
  }

  /** What the tests print, and what the resource of Micronaut does, in order. */
  private static String[] said(String output) {
    return output
        .lines()
        .map(line -> line.substring(line.indexOf(" - ") < 0 ? 0 : line.indexOf(" - ") + 3))
        .filter(line ->
            line.matches(
                "rehearsal|spring .*|failed: .*|(before|after) (first|second)|.*firing events"))
        .toArray(String[]::new);
  }

  private static void register(String name) {
    CheckpointHooks.hook(name)
        .beforeCheckpoint(() -> System.err.println("before " + name))
        .afterRestore(() -> System.err.println("after " + name))
        .register();
  }

  private static void rehearse() throws Exception {
    System.err.println("rehearsal");
    HookRehearsal.downtime(Duration.ofHours(1)).run();
  }

  /** A bean with a lifecycle, as a pool or a listener has. */
  public static class Connections implements SmartLifecycle {

    private boolean running;

    @Override
    public void start() {
      System.err.println("spring starts");
      running = true;
    }

    @Override
    public void stop() {
      System.err.println("spring stops");
      running = false;
    }

    @Override
    public boolean isRunning() {
      return running;
    }
  }

  /** Cannot be started a second time. */
  public static final class Broken extends Connections {

    private boolean used;

    @Override
    public void start() {
      if (used) {
        throw new IllegalStateException("no connection");
      }
      used = true;
      super.start();
    }
  }

  /** A function that registers hooks when its Spring context is up. */
  static final class SpringFirst {
    public static void main(String[] arguments) throws Exception {
      HookRehearsal.prepare();
      try (var context = new AnnotationConfigApplicationContext(Connections.class)) {
        register("first");
        register("second");
        rehearse();
        System.exit(context.isActive() ? 0 : 1);
      }
    }
  }

  /** A function whose first hook is older than its Spring context. */
  static final class SpringSecond {
    public static void main(String[] arguments) throws Exception {
      HookRehearsal.prepare();
      register("first");
      try (var context = new AnnotationConfigApplicationContext(Connections.class)) {
        register("second");
        rehearse();
        System.exit(context.isActive() ? 0 : 1);
      }
    }
  }

  /** A context that does not come back. */
  static final class BrokenSpring {
    public static void main(String[] arguments) {
      HookRehearsal.prepare();
      try (var context = new AnnotationConfigApplicationContext(Broken.class)) {
        rehearse();
        System.exit(context.isActive() ? 1 : 2);
      } catch (Exception e) {
        Throwable cause = e.getSuppressed()[0];
        while (cause.getCause() != null) {
          cause = cause.getCause();
        }
        System.err.println("failed: " + cause.getMessage());
      }
      System.exit(0);
    }
  }

  /** A function with Micronaut's beans. */
  static final class Micronaut {
    public static void main(String[] arguments) throws Exception {
      HookRehearsal.prepare();
      register("first");
      try (ApplicationContext context = ApplicationContext.run()) {
        rehearse();
        System.exit(context.isRunning() ? 0 : 1);
      }
    }
  }
}
