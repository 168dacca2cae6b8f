package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.InvocationResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a function process logs. */
class LoggingProcessTest {

  private final Emulator emulator = Emulator.builder().build();

  @AfterEach
  void closeEmulator() {
    emulator.close();
  }

  @Test
  void makesEverythingAnObjectInJsonMode() throws Exception {
    Environment environment =
        emulator.start(
            FunctionProcess.function("Speaking")
                .environment("AWS_LAMBDA_LOG_FORMAT", "JSON")
                .environment("AWS_LAMBDA_LOG_LEVEL", "INFO")
                .environment("TZ", "Asia/Tokyo")
                .build());
    InvocationResult result = environment.invoke("\"x\"".getBytes(StandardCharsets.UTF_8));
    List<Map<String, Object>> records = records(environment.printedLines());
    assertThat(records)
        .extracting(record -> record.get("level") + " " + record.get("message"))
        .containsExactly(
            "UNDEFINED logged in init\n",
            "INFO printed in init",
            "WARN logged by the global logger\n",
            "ERROR logged by the context's logger\n",
            "INFO printed",
            "ERROR complained",
            "ERROR thread \"doomed\" ended with an exception",
            "INFO not ended");
    assertThat(records.subList(0, 2)).noneMatch(record -> record.containsKey("AWSRequestId"));
    assertThat(records.subList(2, 8))
        .allMatch(record -> result.requestId().equals(record.get("AWSRequestId")));
  }

  @Test
  void printsTextAsItIsAndLevelsInBrackets() throws Exception {
    Environment environment =
        emulator.start(
            FunctionProcess.function("Speaking")
                .environment("AWS_LAMBDA_LOG_LEVEL", "warn")
                .build());
    environment.invoke("\"x\"".getBytes(StandardCharsets.UTF_8));
    assertThat(environment.logLines())
        .contains(
            "logged in init",
            "printed in init",
            "[WARN] logged by the global logger",
            "[ERROR] logged by the context's logger",
            "printed",
            "complained")
        .noneMatch(line -> line.contains("below the level"));
  }

  @Test
  void warnsOfAnUnknownLevelAndGoesOn() throws Exception {
    Environment environment =
        emulator.start(
            FunctionProcess.function("Speaking")
                .environment("AWS_LAMBDA_LOG_LEVEL", "LOUD")
                .build());
    assertThat(environment.invoke("\"x\"".getBytes(StandardCharsets.UTF_8)).functionError())
        .isNull();
    assertThat(environment.logLines())
        .anyMatch(line -> line.contains("AWS_LAMBDA_LOG_LEVEL: found \"LOUD\""));
  }

  /** The process's lines; the emulator's own are no JSON. */
  private static List<Map<String, Object>> records(List<String> lines) throws IOException {
    List<Map<String, Object>> records = new ArrayList<>();
    for (String line : lines) {
      if (!line.startsWith("START ")
          && !line.startsWith("END ")
          && !line.startsWith("REPORT ")
          && !line.startsWith("INIT_")) {
        records.add(JSON.std.mapFrom(line));
      }
    }
    return records;
  }
}
