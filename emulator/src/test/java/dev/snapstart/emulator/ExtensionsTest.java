package dev.snapstart.emulator;

import static dev.snapstart.emulator.HandPlayedRuntime.async;
import static dev.snapstart.emulator.Recorded.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snapstart.emulator.HandPlayedRuntime.Answer;
import dev.snapstart.emulator.HandPlayedRuntime.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Internal extensions: threads of the runtime's own process that register as such. */
class ExtensionsTest {

  private static final String BASE = "/2020-01-01/extension/";
  private static final String INVOKE = "{\"events\":[\"INVOKE\"]}";
  private static final String NOTHING = "{\"events\":[]}";

  private HandPlayedRuntime function = HandPlayedRuntime.of(spec());

  @AfterEach
  void close() {
    function.close();
  }

  @Test
  void registersAnExtensionAndTellsItAboutTheFunction() throws Exception {
    try (Connection connection = function.connect()) {
      Answer plain = register(connection, "mine", INVOKE);
      Answer asked =
          connection
              .post(
                  BASE + "register",
                  NOTHING,
                  "Lambda-Extension-Name: other",
                  "Lambda-Extension-Accept-Feature: x, accountId")
              .answer();

      assertThat(plain.status()).isEqualTo(200);
      assertThat(plain.headers()).containsKey("Lambda-Extension-Identifier");
      assertThat(plain.body())
          .isEqualTo("{\"functionName\":\"orders\",\"functionVersion\":\"7\",\"handler\":\"a.B\"}");
      assertThat(asked.body()).endsWith(",\"accountId\":\"012345678912\"}");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "mine; {\"events\":[\"SHUTDOWN\"]}; Extension.InvalidEventType",
        "mine; {\"events\":[\"INVOKE\",\"SHUTDOWN\"]}; Extension.InvalidEventType",
        "mine; {\"events\":[\"OTHER\"]}; Extension.InvalidEventType",
        "mine; {\"events\":1}; InvalidRequestFormat",
        "mine; events; InvalidRequestFormat",
        "''; {\"events\":[]}; Extension.InvalidExtensionName",
      })
  void refusesRegistrations(String name, String body, String errorType) throws Exception {
    try (Connection connection = function.connect()) {
      Answer answer = register(connection, name, body);

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body()).contains("\"errorType\":\"" + errorType + "\"");
    }
  }

  @Test
  void refusesTheEleventhExtensionAndASecondOneOfTheSameName() throws Exception {
    try (Connection connection = function.connect()) {
      assertThat(register(connection, "0", NOTHING).status()).isEqualTo(200);
      assertThat(register(connection, "0", NOTHING).body())
          .contains("Extension.InvalidExtensionState");
      for (int i = 1; i < 10; i++) {
        assertThat(register(connection, "" + i, NOTHING).status()).isEqualTo(200);
      }

      Answer eleventh = register(connection, "10", NOTHING);

      assertThat(eleventh.status()).isEqualTo(403);
      assertThat(eleventh.body()).contains("Extension.TooManyExtensions");
    }
  }

  @Test
  void refusesToRegisterAfterTheRuntimeHasAskedForAnInvocation() throws Exception {
    try (Connection runtime = function.connectAndAsk();
        Connection late = function.connect()) {
      Answer answer = register(late, "late", NOTHING);

      assertThat(runtime).isNotNull();
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body()).contains("Extension.RegistrationClosed");
    }
  }

  @Test
  void refusesEventsWhereInvocationsAreConcurrent() throws Exception {
    try (HandPlayedRuntime concurrent = HandPlayedRuntime.of(spec().maxConcurrency(2));
        Connection connection = concurrent.connect()) {
      assertThat(register(connection, "mine", INVOKE).body())
          .contains("No events allowed for internal extensions");
      assertThat(register(connection, "mine", NOTHING).status()).isEqualTo(200);
    }
  }

  @Test
  void refusesExtensionsThatItDoesNotKnow() throws Exception {
    try (Connection connection = function.connect()) {
      assertThat(connection.ask(BASE + "event/next").body())
          .contains("Extension.MissingExtensionIdentifier");
      assertThat(connection.ask(BASE + "event/next", "Lambda-Extension-Identifier: x").body())
          .contains("Extension.UnknownExtensionIdentifier");
      assertThat(connection.ask(BASE + "nothing").status()).isEqualTo(404);
    }
  }

  @Test
  void isInitializedOnlyWhenTheExtensionHasAskedForAnEvent() throws Exception {
    try (Connection runtime = function.connect();
        Connection extension = function.connect()) {
      String id = identifier(register(extension, "mine", NOTHING));
      runtime.askForNext();
      // the answer shows that the runtime's request was seen: registration is closed by it
      await("the runtime waits", () -> isClosed(extension));
      assertThat(function.hasStarted()).isFalse();

      askForEvent(extension, id);

      assertThat(function.environment().isAlive()).isTrue();
    }
  }

  @Test
  void tellsAnExtensionAboutEachInvocationAndWaitsForItsWork() throws Exception {
    try (Connection runtime = function.connect();
        Connection extension = function.connect()) {
      String id = identifier(register(extension, "mine", INVOKE));
      askForEvent(extension, id);
      runtime.askForNext();
      Environment environment = function.environment();
      Future<InvocationResult> result = async(() -> environment.invoke(new byte[0]));
      Answer invocation = runtime.answer();
      Answer event = extension.answer();

      runtime.respond(invocation.requestId(), "done");
      runtime.askForNext();
      await("the runtime waits again", () -> environment.requests().size() == 5);
      assertThat(result.isDone()).isFalse();
      askForEvent(extension, id);

      assertThat(result.get().text()).isEqualTo("done");
      assertThat(event.headers()).containsKey("Lambda-Extension-Event-Identifier");
      assertThat(event.body())
          .isEqualTo(
              "{\"eventType\":\"INVOKE\",\"deadlineMs\":"
                  + invocation.headers().get("Lambda-Runtime-Deadline-Ms")
                  + ",\"requestId\":\""
                  + invocation.requestId()
                  + "\",\"invokedFunctionArn\":\""
                  + invocation.headers().get("Lambda-Runtime-Invoked-Function-Arn")
                  + "\",\"tracing\":{\"type\":\"X-Amzn-Trace-Id\",\"value\":\""
                  + invocation.headers().get("Lambda-Runtime-Trace-Id")
                  + "\"}}");
    }
  }

  @Test
  void doesNotWaitForAnExtensionThatWantsNoEvents() throws Exception {
    try (Connection runtime = function.connect();
        Connection extension = function.connect()) {
      askForEvent(extension, identifier(register(extension, "mine", NOTHING)));
      runtime.askForNext();
      Future<InvocationResult> result =
          async(() -> function.environment().invoke("x".getBytes(UTF_8)));

      runtime.respond(runtime.answer().requestId(), "done");
      runtime.askForNext();

      assertThat(result.get().text()).isEqualTo("done");
    }
  }

  @Test
  void endsAProcessWhoseExtensionWorksForTooLongAndKeepsTheAnswer() throws Exception {
    try (HandPlayedRuntime impatient =
            HandPlayedRuntime.of(spec().timeout(Duration.ofMillis(500)));
        Connection runtime = impatient.connect();
        Connection extension = impatient.connect()) {
      askForEvent(extension, identifier(register(extension, "mine", INVOKE)));
      runtime.askForNext();
      Environment environment = impatient.environment();
      Future<InvocationResult> result = async(() -> environment.invoke(new byte[0]));
      runtime.respond(runtime.answer().requestId(), "done");
      runtime.askForNext();

      assertThat(result.get().text()).isEqualTo("done");
      assertThat(environment.isAlive()).isFalse();
      assertThat(environment.logLines()).last().asString().contains("Status: timeout");
    }
  }

  @Test
  void failsTheInitWithTheErrorOfAnExtension() throws Exception {
    try (Connection extension = function.connect()) {
      String id = identifier(register(extension, "mine", NOTHING));

      Answer nameless = report(extension, "init/error", id, "");
      Answer answer = report(extension, "init/error", id, "Extension.Broken");

      assertThat(nameless.status()).isEqualTo(403);
      assertThat(nameless.body()).contains("Extension.MissingHeader");
      assertThat(answer.status()).isEqualTo(202);
      assertThatThrownBy(function::environment)
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("it reported Extension.InitError: Extension.Broken {}");
    }
  }

  @Test
  void endsAnInvocationWithTheErrorOfAnExtensionThatEndsItsProcess() throws Exception {
    try (Connection runtime = function.connect();
        Connection extension = function.connect()) {
      String id = identifier(register(extension, "mine", INVOKE));
      askForEvent(extension, id);
      runtime.askForNext();
      Environment environment = function.environment();
      Future<InvocationResult> result = async(() -> environment.invoke(new byte[0]));
      extension.answer();

      Answer answer = report(extension, "exit/error", id, "Extension.Broken");
      ProcessHandle.of(environment.pid()).orElseThrow().destroyForcibly();

      assertThat(answer.status()).isEqualTo(202);
      assertThat(result.get().errorType()).isEqualTo("Extension.ExitError");
    }
  }

  @Test
  void givesAProcessWithAnExtensionTheChanceToEndItself() throws Exception {
    assertThat(statusAfterStop("trap 'exit 7' TERM", true)).isEqualTo(7);
  }

  @Test
  void killsAProcessWithAnExtensionThatDoesNotEndItself() throws Exception {
    assertThat(statusAfterStop("trap '' TERM", true)).isEqualTo(137);
  }

  @Test
  void killsAProcessWithoutExtensionsAtOnce() throws Exception {
    assertThat(statusAfterStop("trap 'exit 7' TERM", false)).isEqualTo(137);
  }

  private int statusAfterStop(String trap, boolean registers) throws Exception {
    function.close();
    function = HandPlayedRuntime.of(spec(), trap);
    try (Connection runtime = function.connect();
        Connection extension = function.connect()) {
      if (registers) {
        askForEvent(extension, identifier(register(extension, "mine", NOTHING)));
      }
      runtime.askForNext();
      int status = function.environment().stop();
      assertThat(function.environment().stop()).isEqualTo(status);
      return status;
    }
  }

  private static FunctionSpec.Builder spec() {
    return FunctionSpec.builder()
        .name("orders")
        .version("7")
        .handler("a.B")
        .timeout(Duration.ofSeconds(20));
  }

  private static boolean isClosed(Connection connection) {
    try {
      return register(connection, "mine", NOTHING).body().contains("RegistrationClosed");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Answer register(Connection connection, String name, String body)
      throws IOException {
    return connection.post(BASE + "register", body, "Lambda-Extension-Name: " + name).answer();
  }

  private static String identifier(Answer registered) {
    return registered.headers().get("Lambda-Extension-Identifier");
  }

  private static void askForEvent(Connection connection, String id) throws IOException {
    connection.get(BASE + "event/next", "Lambda-Extension-Identifier: " + id);
  }

  private static Answer report(Connection connection, String path, String id, String errorType)
      throws IOException {
    return connection
        .post(
            BASE + path,
            "{}",
            "Lambda-Extension-Identifier: " + id,
            "Lambda-Extension-Function-Error-Type: " + errorType)
        .answer();
  }
}
