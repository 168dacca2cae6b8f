package dev.snapstart.emulator;

import static dev.snapstart.emulator.Recorded.await;
import static dev.snapstart.emulator.Recorded.summaries;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.snapstart.emulator.EnvironmentFailure.Phase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnDemandTest {

  private final Emulator emulator = Emulator.builder().build();

  @AfterEach
  void close() {
    emulator.close();
  }

  @Test
  void servesInvocationsOverOneConnection() throws Exception {
    Environment environment = emulator.start(PlainFunction.doing("loop").build());

    for (String event : List.of("one", "two", "three")) {
      InvocationResult result = environment.invoke(event.getBytes(UTF_8));
      assertThat(result.text()).isEqualTo(event);
      assertThat(result.functionError()).isNull();
      assertThat(result.errorType()).isNull();
    }

    assertThat(environment.connectionCount()).isEqualTo(1);
    assertThat(summaries(environment.requests()))
        .containsExactly(
            "GET invocation/next 200",
            "POST invocation/ID/response 202",
            "GET invocation/next 200",
            "POST invocation/ID/response 202",
            "GET invocation/next 200",
            "POST invocation/ID/response 202",
            "GET invocation/next 0");
  }

  @Test
  void tellsTheRuntimeAboutEachInvocation() throws Exception {
    Environment environment = emulator.start(PlainFunction.doing("loop").version("23").build());
    long before = System.currentTimeMillis();

    InvocationResult result = environment.invoke(new byte[0]);

    assertThat(environment.logLines())
        .contains("Lambda-Runtime-Aws-Request-Id: " + result.requestId())
        .contains(
            "Lambda-Runtime-Invoked-Function-Arn:"
                + " arn:aws:lambda:us-east-1:012345678912:function:plain:23")
        .anyMatch(line ->
            line.matches(
                "Lambda-Runtime-Trace-Id: Root=1-[0-9a-f]{8}-[0-9a-f]{24};"
                    + "Parent=[0-9a-f]{16};Sampled=0"));
    long deadline =
        environment.logLines().stream()
            .filter(line -> line.startsWith("Lambda-Runtime-Deadline-Ms: "))
            .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
            .findFirst()
            .orElseThrow();
    assertThat(deadline).isBetween(before + 3_000, System.currentTimeMillis() + 3_000);
  }

  @Test
  void reportsInitOnceAndMemoryAlways() throws Exception {
    Environment environment = emulator.start(PlainFunction.doing("loop").build());

    Report first = environment.invoke(new byte[0]).report();
    Report second = environment.invoke(new byte[0]).report();

    assertThat(first.initDuration()).isPositive();
    assertThat(first.restoreDuration()).isNull();
    assertThat(first.maxMemoryUsedMb()).isPositive();
    assertThat(second.initDuration()).isNull();
    assertThat(second.maxMemoryUsedMb()).isGreaterThanOrEqualTo(first.maxMemoryUsedMb());
  }

  @Test
  void givesTheErrorOfAFunctionToTheCaller() throws Exception {
    Environment environment = emulator.start(PlainFunction.doing("loop").build());

    InvocationResult result = environment.invoke("fail".getBytes(UTF_8));

    assertThat(result.functionError()).isEqualTo("Unhandled");
    assertThat(result.errorType()).isEqualTo("Function.Boom");
    assertThat(result.text()).contains("\"errorMessage\":\"boom\"");
    assertThat(environment.requests().get(1).errorBody()).isEqualTo(result.text());
    assertThat(environment.invoke("ok".getBytes(UTF_8)).functionError()).isNull();
  }

  @Test
  void servesAgainAfterTheConnectionWasLostBetweenInvocations() throws Exception {
    Environment environment = emulator.start(PlainFunction.doing("loop").build());
    environment.invoke("one".getBytes(UTF_8));

    environment.dropConnections();

    assertThat(environment.invoke("two".getBytes(UTF_8)).text()).isEqualTo("two");
    assertThat(environment.connectionCount()).isEqualTo(2);
  }

  @Test
  void endsAProcessThatAnswersTooLate() throws Exception {
    FunctionSpec spec = PlainFunction.doing("loop").timeout(Duration.ofMillis(500)).build();
    Environment environment = emulator.start(spec);

    InvocationResult result = environment.invoke("hang".getBytes(UTF_8));

    assertThat(result.functionError()).isEqualTo("Unhandled");
    assertThat(result.text())
        .isEqualTo(
            "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: "
                + result.requestId()
                + " Error: Task timed out after 0.50 seconds\"}");
    assertThat(environment.isAlive()).isFalse();
    assertThat(environment.logLines())
        .contains(result.requestId() + " Task timed out after 0.50 seconds");
    assertThatThrownBy(() -> environment.invoke(new byte[0]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot invoke function \"plain\": its process has ended")
        .hasMessageEndingWith("restore another environment [EMULATOR_NOT_READY]");
  }

  @Test
  void reportsAProcessThatEndsInsteadOfAnswering() throws Exception {
    Environment environment = emulator.start(PlainFunction.doing("loop").build());

    InvocationResult result = environment.invoke("exit".getBytes(UTF_8));

    assertThat(result.functionError()).isEqualTo("Unhandled");
    assertThat(result.text())
        .isEqualTo(
            "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: "
                + result.requestId()
                + " Error: Runtime exited with error: exit status 7\"}");
    assertThat(result.report().maxMemoryUsedMb()).isNull();
    assertThatThrownBy(() -> environment.invoke(new byte[0]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("exit status 7");
  }

  @Test
  void keepsTheAnswerOfAProcessThatEndsAfterIt() throws Exception {
    Environment environment = emulator.start(PlainFunction.doing("loop").build());

    InvocationResult result = environment.invoke("respond-exit".getBytes(UTF_8));

    assertThat(result.functionError()).isNull();
    assertThat(result.text()).isEqualTo("respond-exit");
    assertThat(environment.logLines())
        .contains(
            "RequestId: "
                + result.requestId()
                + " Error: Runtime exited without providing a reason");
  }

  @Test
  void failsWhenTheProcessReportsAnInitError() {
    EnvironmentFailure failure =
        failure(PlainFunction.doing("print:here", "init-error:Runtime.Broken", "exit:1"));

    assertThat(failure.phase()).isEqualTo(Phase.INIT);
    assertThat(failure.errorType()).isEqualTo("Runtime.Broken");
    assertThat(failure.errorPayload()).contains("\"errorType\":\"PlainError\"");
    assertThat(failure.exitStatus()).isEqualTo(1);
    assertThat(failure.lastOutput()).startsWith("here\n");
    assertThat(failure)
        .hasMessageContaining("cannot initialize function \"plain\"")
        .hasMessageContaining("it reported Runtime.Broken")
        .hasMessageContaining("expected GET invocation/next within 10.00 seconds")
        .hasMessageContaining("here");
    assertThat(summaries(failure.requests())).containsExactly("POST init/error 202");
  }

  @Test
  void tellsWhatFailedNotALongClassPath() {
    String path = "lib/a.jar:".repeat(1_000);
    EnvironmentFailure failure = failure(PlainFunction.doing("exit:3", path));

    assertThat(failure)
        .hasMessageContaining(path.substring(0, 100) + "...): Runtime exited")
        .hasMessageNotContaining(path.substring(0, 101));
  }

  @Test
  void killsAProcessThatStaysAfterItsInitError() {
    EnvironmentFailure failure = failure(PlainFunction.doing("init-error", "hang"));

    assertThat(failure.errorType()).isEqualTo("Runtime.Unknown");
    assertThat(failure.exitStatus()).isNull();
  }

  @Test
  void failsWhenTheProcessEndsDuringInit() {
    EnvironmentFailure failure = failure(PlainFunction.doing("complain:dying", "exit:3"));

    assertThat(failure.errorType()).isEqualTo("Runtime.ExitError");
    assertThat(failure.exitStatus()).isEqualTo(3);
    assertThat(failure.errorPayload()).isNull();
    assertThat(failure.lastOutput()).isEqualTo("dying\n");
    assertThat(failure).hasMessageContaining("Runtime exited with error: exit status 3");
  }

  @Test
  void failsWhenInitTakesTooLong() {
    Limits limits =
        new Limits(Duration.ofMillis(300), Duration.ofSeconds(9), Duration.ofSeconds(9));
    try (Emulator impatient = Emulator.builder().limits(limits).build()) {
      EnvironmentFailure failure =
          catchThrowableOfType(
              EnvironmentFailure.class, () -> impatient.start(PlainFunction.doing("hang").build()));

      assertThat(failure.errorType()).isEqualTo("Sandbox.Timedout");
      assertThat(failure.exitStatus()).isNull();
      assertThat(failure).hasMessageContaining("so it was killed");
    }
  }

  @Test
  void saysThatTheProgramIsMissing() {
    EnvironmentFailure failure = failure(FunctionSpec.builder().command("no-such-java"));

    assertThat(failure.errorType()).isEqualTo("Runtime.InvalidEntrypoint");
    assertThat(failure).hasMessageContaining("there is no program \"no-such-java\" in PATH");
  }

  @Test
  void saysThatTheWorkingDirectoryIsMissing() {
    EnvironmentFailure failure =
        failure(PlainFunction.doing("loop").workingDirectory(Path.of("no-such-directory")));

    assertThat(failure)
        .hasMessageContaining("there is no directory")
        .hasMessageContaining("to start the process in [EMULATOR_NO_DIRECTORY]");
  }

  @Test
  void saysThatThePortIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Emulator onPort = Emulator.builder().port(taken.getLocalPort()).build()) {
      assertThatThrownBy(() -> onPort.start(PlainFunction.doing("loop").build()))
          .isInstanceOf(EnvironmentFailure.class)
          .hasFieldOrPropertyWithValue("errorType", "Sandbox.Failure")
          .hasMessageContaining("cannot listen on port " + taken.getLocalPort());
    }
  }

  @Test
  void listensOnThePortThatWasAskedFor() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (Emulator onPort = Emulator.builder().port(port).build();
        Environment environment = onPort.start(PlainFunction.doing("variables", "loop").build())) {
      assertThat(environment.logLines()).contains("AWS_LAMBDA_RUNTIME_API=127.0.0.1:" + port);
    }
  }

  @Test
  void refusesToStartOnceItIsClosed() {
    emulator.close();

    assertThatThrownBy(() -> emulator.start(PlainFunction.doing("loop").build()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the emulator is closed; build another one [EMULATOR_CLOSED]");
  }

  @Test
  void killsTheProcessAndItsChildrenOnClose() throws Exception {
    Environment environment = emulator.start(PlainFunction.doing("child", "loop").build());
    ProcessHandle process = ProcessHandle.of(environment.pid()).orElseThrow();
    ProcessHandle child = process.children().findFirst().orElseThrow();

    emulator.close();

    assertThat(process.isAlive()).isFalse();
    await("the child has ended", () -> !Recorded.isRunning(child.pid()));
  }

  private EnvironmentFailure failure(FunctionSpec.Builder spec) {
    return catchThrowableOfType(EnvironmentFailure.class, () -> emulator.start(spec.build()));
  }
}
