package dev.snapstart.samples.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.emulator.FunctionVersion;
import dev.snapstart.emulator.FunctionVersion.State;
import dev.snapstart.emulator.InvocationRefused;
import dev.snapstart.emulator.InvocationResult;
import dev.snapstart.emulator.Scaling;
import dev.snapstart.samples.orders.OrdersProcessTest.Runtime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole life of a function under snap-start, on our runtime and on AWS's own client. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "looks into /proc")
class FunctionLifeTest {

  @TempDir private Path temporary;

  /** Answers with its event, or takes too long. */
  public static final class Patient implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context)
        throws IOException {
      byte[] event = in.readAllBytes();
      if (new String(event, UTF_8).equals("wait")) {
        LockSupport.parkNanos(Duration.ofMinutes(1).toNanos());
      }
      out.write(event);
    }
  }

  @ParameterizedTest
  @EnumSource(Runtime.class)
  void livesAsOnThePlatform(Runtime runtime) throws Exception {
    FunctionSpec function =
        runtime.function(Patient.class, temporary).timeout(Duration.ofSeconds(2)).build();
    Scaling scaling = Scaling.platform().withConcurrency(1).withRetirement(Duration.ofMillis(1500));
    try (Emulator emulator = Emulator.builder().engine(Engine.PAUSE).build();
        FunctionVersion version = emulator.deploySnapStart(function, scaling)) {
      assertThat(version.state()).isEqualTo(State.PENDING);
      version.awaitActive();

      assertThat(invoke(version, "first").report().restoreDuration()).isNotNull();
      List<Environment> environments = version.environments();
      assertThat(state(environments.get(0))).isEqualTo('T');

      InvocationResult second = invoke(version, "second");
      assertThat(second.text()).isEqualTo("second");
      assertThat(second.report().restoreDuration()).isNull();
      assertThat(version.environments()).isEqualTo(environments);

      refusesASecondInvocationAndEndsTheFirst(version);
      assertThat(version.environments()).isEmpty();

      assertThat(invoke(version, "third").report().restoreDuration()).isNotNull();
      Environment third = version.environments().get(0);
      while (third.isAlive()) {
        Thread.sleep(20);
      }
      assertThat(invoke(version, "fourth").text()).isEqualTo("fourth");
    }
  }

  private static void refusesASecondInvocationAndEndsTheFirst(FunctionVersion version)
      throws Exception {
    ExecutorService caller = Executors.newSingleThreadExecutor();
    try {
      Future<InvocationResult> waiting = caller.submit(() -> invoke(version, "wait"));
      Environment busy = version.environments().get(0);
      while (!busy.logLines().get(busy.logLines().size() - 1).startsWith("START ")) {
        Thread.sleep(5);
      }
      InvocationRefused refusal =
          catchThrowableOfType(InvocationRefused.class, () -> invoke(version, "one more"));
      assertThat(refusal.status()).isEqualTo(429);
      assertThat(waiting.get().errorType()).isEqualTo("Sandbox.Timedout");
    } finally {
      caller.shutdownNow();
    }
  }

  private static InvocationResult invoke(FunctionVersion version, String event) throws Exception {
    return version.invoke(event.getBytes(UTF_8));
  }

  /** The letter that the kernel has for what a process does; T is stopped. */
  private static char state(Environment environment) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(environment.pid()), "stat"));
    return stat.charAt(stat.lastIndexOf(')') + 2);
  }
}
