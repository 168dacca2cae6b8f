package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.crac.Context;
import com.amazonaws.services.lambda.crac.Core;
import com.amazonaws.services.lambda.crac.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Hooks in the context of AWS's own runtime, as on its managed runtimes. */
class AwsContextTest {

  private static final String OPTION = "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac";

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's native code is for Linux")
  void runsHooksThatTheContextAloneWouldLose() throws Exception {
    assertThat(OtherJvm.outputOf(FullCycle.class, OPTION).lines().filter(AwsContextTest::isCall))
        .containsExactly(
            "before pool", "before numbers", "after numbers", "after pool", "count 1", "AVAILABLE");
  }

  @Test
  void failsThePhaseAndTellsTheContextWhy() throws Exception {
    assertThat(OtherJvm.outputOf(Failing.class, OPTION).lines().filter(AwsContextTest::isCall))
        .containsExactly(
            "before other",
            "failed: 1 hook failed in beforeCheckpoint: \"pool\" (java.lang.NoClassDefFoundError:"
                + " com/acme/Pool) [HOOKS_FAILED]");
  }

  private static boolean isCall(String line) {
    return !line.isEmpty() && !line.startsWith("HOOKS ") && !line.startsWith("WARNING: ");
  }

  /** A checkpoint and a restore, with garbage collections wherever they could hurt. */
  static final class FullCycle {
    public static void main(String[] arguments) throws Exception {
      CheckpointHooks.hook("numbers")
          .beforeCheckpoint(() -> System.out.println("before numbers"))
          .afterRestore(() -> System.out.println("after numbers"))
          .register();
      CheckpointHooks.hook("pool")
          .beforeCheckpoint(() -> System.out.println("before pool"))
          .afterRestore(() -> System.out.println("after pool"))
          .dependsOn("numbers")
          .priority(9)
          .register();
      System.gc();
      loadItsNativeCode();
      Context<Resource> aws = Core.getGlobalContext();
      aws.beforeCheckpoint(aws);
      System.gc();
      aws.afterRestore(aws);
      System.out.println("count " + Restores.count());
      System.out.println(CheckpointHooks.support());
    }
  }

  /** AWS's context clears the DNS cache with it. */
  private static void loadItsNativeCode() throws IOException {
    String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    String name = "/jni/libaws-lambda-jni.linux-" + machine + ".so";
    Path copy = Files.createTempFile("aws-lambda-jni", ".so");
    try (InputStream in = Core.class.getResourceAsStream(name)) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      System.load(copy.toString());
    } finally {
      Files.delete(copy);
    }
  }

  /** A hook that throws an error, which AWS's own context lets through. */
  static final class Failing {
    public static void main(String[] arguments) {
      CheckpointHooks.beforeCheckpoint("other", () -> System.out.println("before other"));
      CheckpointHooks.beforeCheckpoint(
          "pool",
          () -> {
            throw new NoClassDefFoundError("com/acme/Pool");
          });
      Context<Resource> aws = Core.getGlobalContext();
      try {
        aws.beforeCheckpoint(aws);
      } catch (Exception e) {
        System.out.println("failed: " + e.getSuppressed()[0].getMessage());
      }
    }
  }
}
