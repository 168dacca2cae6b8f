package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.emulator.Snapshot;
import dev.snapstart.runtime.fixtures.Handlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.management.JMException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the runtime does with its memory before the checkpoint, seen from outside. */
class DietProcessTest {

  private static final String REPORT = "DIET Phase: beforeCheckpoint\t";

  private final Emulator emulator = Emulator.builder().engine(Engine.PAUSE).build();

  @AfterEach
  void closeEmulator() {
    emulator.close();
  }

  @Test
  void reportsEachStepAndWhatItHasGained() throws Exception {
    assertThat(publish(FunctionProcess.handler("StreamEcho")))
        .filteredOn(line -> line.startsWith(REPORT))
        .singleElement()
        .asString()
        .matches(
            REPORT
                + "Duration: \\d+\\.\\d\\d ms\tcompile: \\d+\\.\\d\\d ms\tcollect: \\d+\\.\\d\\d ms"
                + "\ttrim: \\d+\\.\\d\\d ms\theap used: \\d+\\.\\d to \\d+\\.\\d MB"
                + "\theap committed: \\d+\\.\\d to \\d+\\.\\d MB"
                + "(\tanonymous: \\d+\\.\\d to \\d+\\.\\d MB)?");
  }

  @Test
  void comesAfterAllHooks() throws Exception {
    List<String> lines =
        publish(FunctionProcess.function("Hooked")).stream()
            .filter(line -> line.startsWith("hook ") || line.startsWith(REPORT))
            .toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.subList(0, 2)).containsExactly("hook before second", "hook before first");
  }

  @Test
  void isOneObjectInALogOfJson() throws Exception {
    assertThat(
            publish(
                FunctionProcess.handler("StreamEcho").environment("AWS_LAMBDA_LOG_FORMAT", "JSON")))
        .filteredOn(line -> line.contains("DIET Phase"))
        .singleElement()
        .asString()
        .startsWith("{")
        .contains("\"level\":\"INFO\"");
  }

  @Test
  void isLeftOutWhereItIsSwitchedOff() throws Exception {
    assertThat(publish(FunctionProcess.handler("StreamEcho").environment("SNAPSTART_DIET", "off")))
        .noneMatch(line -> line.contains("DIET"));
  }

  @Test
  void isLeftOutOnDemand() throws Exception {
    Environment environment = emulator.start(FunctionProcess.handler("StreamEcho").build());
    assertThat(environment.invoke("1".getBytes(StandardCharsets.UTF_8)).text()).isEqualTo("1");
    assertThat(environment.logLines()).noneMatch(line -> line.contains("DIET"));
  }

  @Test
  void doesWhatItCanInAJvmWithoutManagement() throws Exception {
    FunctionSpec.Builder function =
        FunctionProcess.bootstrap(
            FunctionProcess.CLASS_PATH,
            List.of("--limit-modules=java.base"),
            Handlers.StreamEcho.class.getName());
    try (Snapshot snapshot = emulator.publish(function.build())) {
      assertThat(snapshot.logLines())
          .filteredOn(line -> line.startsWith(REPORT))
          .singleElement()
          .asString()
          .contains(" ms FAILED (java.lang.NoClassDefFoundError: ", "\theap used: ")
          .containsPattern("FAILED \\([^\t]+\\) \\[RUNTIME_DIET_FAILED]\t");
      assertThat(snapshot.restore().invoke("1".getBytes(StandardCharsets.UTF_8)).text())
          .isEqualTo("1");
    }
  }

  @Test
  void leavesTheHeapFreeToGrowAgain() throws Exception {
    FunctionSpec.Builder function =
        FunctionProcess.bootstrap(
            FunctionProcess.CLASS_PATH,
            List.of("-XX:MinHeapFreeRatio=33", "-XX:MaxHeapFreeRatio=66"),
            Ratios.class.getName());
    try (Snapshot snapshot = emulator.publish(function.build())) {
      assertThat(snapshot.restore().invoke("\"\"".getBytes(StandardCharsets.UTF_8)).text())
          .isEqualTo("\"33 66\"");
    }
  }

  private List<String> publish(FunctionSpec.Builder function) throws Exception {
    try (Snapshot snapshot = emulator.publish(function.build())) {
      return snapshot.logLines();
    }
  }

  /** Tells how much of the heap the JVM is to keep free. */
  public static final class Ratios implements RequestHandler<String, String> {

    @Override
    public String handleRequest(String event, Context context) {
      try {
        JvmDiagnostics.HeapRatios ratios = JvmDiagnostics.open().ratios();
        return ratios.least() + " " + ratios.most();
      } catch (JMException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
