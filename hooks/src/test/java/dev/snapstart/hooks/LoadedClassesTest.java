package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What two hooks cost a function in classes: each is time of a cold start. */
class LoadedClassesTest {

  private static final String FAKE = "-Dorg.crac.Core.Compat=dev.snapstart.hooks.fakecrac";

  @Test
  void loadsFewClassesForTwoHooks() throws Exception {
    List<String> before = ours(OtherJvm.outputOf(NoHook.class, FAKE + " -Xlog:class+load"));
    List<String> with = ours(OtherJvm.outputOf(TwoHooks.class, FAKE + " -Xlog:class+load"));
    assertThat(before).isEmpty();
    // 12 of hooks, 10 of org.crac, when this was written
    assertThat(with).isNotEmpty().hasSizeLessThan(40);
  }

  private static List<String> ours(String log) {
    return log.lines()
        .filter(line -> line.contains(" dev.snapstart.hooks.") || line.contains(" org.crac."))
        .filter(line -> !line.contains("fakecrac") && !line.contains("LoadedClassesTest"))
        .toList();
  }

  /** Nothing but a JVM. */
  static final class NoHook {
    public static void main(String[] arguments) {
      System.out.println("done");
    }
  }

  /** A function with two hooks. */
  static final class TwoHooks {
    public static void main(String[] arguments) {
      CheckpointHooks.beforeCheckpoint("pool", new Closing());
      CheckpointHooks.afterRestore("pool", new Closing());
    }
  }

  /** Not a lambda, whose machinery is not ours. */
  private static final class Closing implements Hook {
    @Override
    public void run() {}
  }
}
