package dev.snapstart.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The log lines of whole lives, character by character. */
class EnvironmentLogTest {

  private static final String MS = "\\d+\\.\\d\\d ms";
  private static final String RUNTIME =
      " Runtime Version: provided:al2023\\.emulator\t"
          + "Runtime Version ARN: arn:aws:lambda:us-east-1::runtime:emulator";

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Emulator emulator = Emulator.builder().engine(Engine.PAUSE).log(log::add).build();

  @AfterEach
  void close() {
    emulator.close();
  }

  @Test
  void printsALifeUnderSnapStart() throws Exception {
    try (Snapshot snapshot =
        emulator.publish(PlainFunction.doing("restore-next", "loop").version("23").build())) {
      Environment environment = snapshot.restore();
      String first = environment.invoke(new byte[0]).requestId();
      String second = environment.invoke(new byte[0]).requestId();

      String reportStart =
          "\tDuration: " + MS + "\tBilled Duration: \\d+ ms\tMemory Size: 512 MB\t";
      assertThat(platformLines())
          .satisfiesExactly(
              line -> assertThat(line).matches("INIT_START" + RUNTIME),
              line -> assertThat(line).matches("INIT_REPORT Init Duration: " + MS),
              line -> assertThat(line).matches("RESTORE_START" + RUNTIME),
              line -> assertThat(line).matches("RESTORE_REPORT Restore Duration: " + MS),
              line -> assertThat(line).isEqualTo("START RequestId: " + first + " Version: 23"),
              line -> assertThat(line).isEqualTo("END RequestId: " + first),
              line ->
                  assertThat(line)
                      .matches(
                          "REPORT RequestId: "
                              + first
                              + reportStart
                              + "Max Memory Used: \\d+ MB\tRestore Duration: "
                              + MS
                              + "\tBilled Restore Duration: \\d+ ms\t"),
              line -> assertThat(line).isEqualTo("START RequestId: " + second + " Version: 23"),
              line -> assertThat(line).isEqualTo("END RequestId: " + second),
              line ->
                  assertThat(line)
                      .matches(
                          "REPORT RequestId: "
                              + second
                              + reportStart
                              + "Max Memory Used: \\d+ MB\t"));
      assertThat(environment.logLines()).isEqualTo(log);
    }
  }

  @Test
  void printsALifeOnDemandAndItsEnd() throws Exception {
    Environment environment = emulator.start(PlainFunction.doing("loop").build());
    environment.invoke(new byte[0]);
    String id = environment.invoke("exit".getBytes(UTF_8)).requestId();

    assertThat(platformLines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("INIT_START "),
            line -> assertThat(line).startsWith("START "),
            line -> assertThat(line).startsWith("END "),
            line ->
                assertThat(line)
                    .containsPattern("\tMax Memory Used: \\d+ MB\tInit Duration: " + MS + "\t$"),
            line -> assertThat(line).startsWith("START "),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "RequestId: " + id + " Error: Runtime exited with error: exit status 7"),
            line -> assertThat(line).startsWith("END "),
            line ->
                assertThat(line)
                    .endsWith(
                        "\tMemory Size: 512 MB\tStatus: error\tError Type: Runtime.ExitError\t"));
  }

  /** Whoever looks at the log does not end it. */
  @Test
  void goesOnAfterAThreadWasInterruptedThatReads() throws Exception {
    Environment environment = emulator.start(PlainFunction.doing("loop").build());
    Thread.currentThread().interrupt();
    environment.logLines();
    assertThat(Thread.interrupted()).isTrue();
    String id = environment.invoke("x".getBytes(UTF_8)).requestId();
    assertThat(environment.logLines()).contains("Lambda-Runtime-Aws-Request-Id: " + id);
  }

  @Test
  void printsHowInitFailed() {
    catchThrowableOfType(
        EnvironmentFailure.class,
        () ->
            emulator.publish(
                PlainFunction.doing("init-error:Runtime.BeforeCheckpointError", "exit:64")
                    .build()));

    assertThat(log)
        .last()
        .asString()
        .matches(
            "INIT_REPORT Init Duration: "
                + MS
                + "\tPhase: init\tStatus: error\tError Type: Runtime\\.BeforeCheckpointError");
  }

  @Test
  void printsHowRestoreFailed() throws Exception {
    try (Snapshot snapshot =
        emulator.publish(
            PlainFunction.doing("restore-next", "restore-error:Runtime.AfterRestoreError")
                .build())) {
      catchThrowableOfType(EnvironmentFailure.class, snapshot::restore);
    }

    assertThat(log)
        .last()
        .asString()
        .matches(
            "RESTORE_REPORT Restore Duration: "
                + MS
                + "\tStatus: error\tError Type: Runtime\\.AfterRestoreError");
  }

  @Test
  void passesOnWhatTheProcessPrintsToTheLastUnfinishedLine() {
    catchThrowableOfType(
        EnvironmentFailure.class,
        () ->
            emulator.start(
                PlainFunction.doing(
                        "print:größer\ttab", "complain:an error", "print-unfinished:end", "exit:1")
                    .build()));

    assertThat(log).containsSubsequence("größer\ttab", "an error", "end");
  }

  @Test
  void keepsWhatTheProcessPrintsBetweenStartAndEnd() throws Exception {
    Environment environment = emulator.start(PlainFunction.doing("loop").build());

    for (int i = 0; i < 50; i++) {
      String id = environment.invoke(new byte[0]).requestId();

      assertThat(log)
          .containsSubsequence(
              "START RequestId: " + id + " Version: 1",
              "Lambda-Runtime-Aws-Request-Id: " + id,
              "POST /2018-06-01/runtime/invocation/ID/response 202",
              "END RequestId: " + id);
    }
  }

  private List<String> platformLines() {
    Pattern start = Pattern.compile("(INIT_|RESTORE_|START |END |REPORT |RequestId: .* Error: ).*");
    return log.stream().filter(line -> start.matcher(line).matches()).toList();
  }
}
