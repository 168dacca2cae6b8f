package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.EnvironmentFailure;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.emulator.InvocationResult;
import dev.snapstart.emulator.RecordedRequest;
import dev.snapstart.runtime.fixtures.Functions;
import dev.snapstart.runtime.fixtures.Handlers;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The runtime as a process under the emulator, started on demand. */
class OnDemandProcessTest {

  private final Emulator emulator = Emulator.builder().build();

  @AfterEach
  void closeEmulator() {
    emulator.close();
  }

  @Test
  void answersInvocationsWithTheHandlerOfTheArgument() throws Exception {
    Environment environment = emulator.start(FunctionProcess.handler("MapEcho").build());
    assertThat(invoke(environment, "{\"a\":[1,\"\u00e4\ud83d\ude00\"]}").text())
        .isEqualTo("{\"a\":[1,\"\u00e4\ud83d\ude00\"]}");
    assertThat(environment.requests())
        .extracting(RecordedRequest::summary)
        .allMatch(summary ->
            summary.startsWith("GET /2018-06-01/runtime/invocation/next")
                || summary.endsWith("/response 202"));
  }

  @Test
  void answersInvocationsWithTheHandlerOfTheVariable() throws Exception {
    Environment environment =
        emulator.start(
            FunctionProcess.bootstrap()
                .handler(Handlers.class.getName() + "$Methods::twice")
                .build());
    assertThat(invoke(environment, "21").text()).isEqualTo("42");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          com.acme.Nowhere                 | Runtime.BadFunctionCode | java.lang.ClassNotFoundException | class com.acme.Nowhere is not on the class path (check the name and the package) [RUNTIME_CLASS_NOT_FOUND]
          $ThrowsInConstructor             | Runtime.BadFunctionCode | java.lang.IllegalStateException | failed: java.lang.IllegalStateException: no table [RUNTIME_INIT_THREW]
          $ThrowsInStaticInitialiser       | Runtime.BadFunctionCode | java.lang.NumberFormatException | [RUNTIME_INIT_THREW]
          $NoInterface::nope               | Runtime.BadFunctionCode | dev.snapstart.runtime.HandlerLoadException | has no public method nope (found: greet) [RUNTIME_NO_METHOD]
          $NoInterface                     | Runtime.BadFunctionCode | dev.snapstart.runtime.HandlerLoadException | Handlers$NoInterface::method) [RUNTIME_NO_METHOD]
          $Methods::four                   | Runtime.BadFunctionCode | dev.snapstart.runtime.HandlerLoadException | with a Context last) [RUNTIME_NO_METHOD]
          $Abstract                        | Runtime.BadFunctionCode | dev.snapstart.runtime.HandlerLoadException | (expected a class that can be constructed) [RUNTIME_NOT_CONSTRUCTIBLE]
          $NoDefaultConstructor            | Runtime.BadFunctionCode | dev.snapstart.runtime.HandlerLoadException | has no public constructor without parameters [RUNTIME_NOT_CONSTRUCTIBLE]
          $TakesRunnable                   | Runtime.BadFunctionCode | dev.snapstart.runtime.HandlerLoadException | cannot read java.lang.Runnable from JSON: it is abstract (expected a class that can be constructed) [RUNTIME_TYPE_UNREADABLE]
          a::b::c                          | Runtime.NoSuchHandler   | dev.snapstart.runtime.HandlerLoadException | expected package.Class or package.Class::method
          """)
  void reportsInitErrorWhenTheHandlerCannotBeLoaded(
      String handler, String category, String type, String message) throws Exception {
    String name = handler.startsWith("$") ? Handlers.class.getName() + handler : handler;
    EnvironmentFailure failure = failureOf(FunctionProcess.bootstrap(name).build());
    assertThat(failure.phase()).isEqualTo(EnvironmentFailure.Phase.INIT);
    assertThat(failure.errorType()).isEqualTo(category);
    assertThat(failure.exitStatus()).isEqualTo(1);
    Map<String, Object> error = JSON.std.mapFrom(failure.errorPayload());
    assertThat(error).containsOnlyKeys("errorMessage", "errorType", "stackTrace");
    assertThat(error).containsEntry("errorType", type);
    assertThat((String) error.get("errorMessage"))
        .startsWith("cannot load handler \"" + name + "\": ")
        .contains(message);
    // the runtime's own frames say nothing; those of user code do
    boolean ofUserCode = handler.startsWith("$Throws");
    assertThat(failure.lastOutput().contains("\tat ")).isEqualTo(ofUserCode);
  }

  @Test
  void reportsInitErrorWhenTheClassFileIsBroken(@TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("Broken.class"), "no class");
    String classPath = FunctionProcess.CLASS_PATH + File.pathSeparator + directory;
    EnvironmentFailure failure =
        failureOf(FunctionProcess.bootstrap(classPath, List.of(), "Broken").build());
    assertThat(failure.errorType()).isEqualTo("Runtime.BadFunctionCode");
    assertThat((String) JSON.std.mapFrom(failure.errorPayload()).get("errorMessage"))
        .startsWith(
            "cannot load handler \"Broken\": class Broken cannot be loaded:"
                + " java.lang.ClassFormatError")
        .endsWith(" [RUNTIME_CLASS_UNUSABLE]");
  }

  @Test
  void warnsOfAStartUpArchiveThatTheJvmDoesNotUse() throws Exception {
    Environment environment =
        emulator.start(
            FunctionProcess.bootstrap(
                    FunctionProcess.CLASS_PATH,
                    List.of("-Xshare:off", "-Dsnapstart.archive=function.jsa"),
                    Handlers.StreamEcho.class.getName())
                .build());
    assertThat(invoke(environment, "1").text()).isEqualTo("1");
    assertThat(environment.logLines())
        .anyMatch(line ->
            line.startsWith("the start-up archive function.jsa does not fit")
                && line.endsWith(" [RUNTIME_ARCHIVE_UNUSABLE]"));
  }

  @Test
  void reportsInitErrorWhenNoHandlerIsNamed() throws Exception {
    EnvironmentFailure failure = failureOf(FunctionProcess.bootstrap().build());
    assertThat(failure.errorType()).isEqualTo("Runtime.NoSuchHandler");
    assertThat(failure.exitStatus()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "exception, java.lang.IllegalArgumentException, 'no such \"order\"\r\nX: y'",
    "error, java.lang.AssertionError, cannot be"
  })
  void reportsWhatTheHandlerThrowsAndGoesOn(String way, String type, String message)
      throws Exception {
    Environment environment = emulator.start(FunctionProcess.function("Failing").build());
    InvocationResult failed = invoke(environment, "\"" + way + "\"");
    assertThat(failed.functionError()).isEqualTo("Unhandled");
    assertThat(failed.errorType()).isEqualTo("Runtime.UserException");
    Map<String, Object> error = JSON.std.mapFrom(failed.text());
    assertThat(error).containsEntry("errorType", type).containsEntry("errorMessage", message);
    assertThat((List<?>) error.get("stackTrace"))
        .hasSize(2)
        .allMatch(frame -> frame.toString().contains("Functions$Failing.handleRequest"));
    assertThat(environment.logLines()).anyMatch(line -> line.contains(type));
    assertThat(invoke(environment, "\"\"").text()).isEqualTo(String.valueOf(environment.pid()));
  }

  @Test
  void endsAfterReportingAnErrorOfTheVirtualMachine() throws Exception {
    Environment environment = emulator.start(FunctionProcess.function("Failing").build());
    InvocationResult failed = invoke(environment, "\"stack\"");
    assertThat(failed.functionError()).isEqualTo("Unhandled");
    assertThat(JSON.std.mapFrom(failed.text()))
        .containsEntry("errorType", "java.lang.StackOverflowError");
    assertThat(environment.isAlive()).isFalse();
    assertThat(environment.logLines())
        .contains(
            "ended after an error that may have left the process broken [RUNTIME_PROCESS_BROKEN]")
        .anyMatch(line -> line.contains("exit status 1"));
  }

  @Test
  void endsWithTheStatusThatTheHandlerExitsWith() throws Exception {
    Environment environment = emulator.start(FunctionProcess.function("Failing").build());
    InvocationResult failed = invoke(environment, "\"exit\"");
    assertThat(failed.text()).contains("Runtime.ExitError").contains("exit status 3");
  }

  @Test
  void goesOnAfterAHandlerThatLeavesItsThreadInterrupted() throws Exception {
    Environment environment = emulator.start(FunctionProcess.function("Failing").build());
    invoke(environment, "\"interrupt\"");
    assertThat(invoke(environment, "\"\"").functionError()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"currency\":", "", "[[[", "{\"currency\":\"EUR\"} {}", "\ufeff{"})
  void reportsEventsThatAreNoJsonAndGoesOn(String event) throws Exception {
    Environment environment = emulator.start(FunctionProcess.handler("RecordHandler").build());
    InvocationResult failed = invoke(environment, event);
    assertThat(failed.functionError()).isEqualTo("Unhandled");
    assertThat(failed.errorType()).isEqualTo("Runtime.UserException");
    assertThat(JSON.std.mapFrom(failed.text()).get("errorMessage"))
        .asString()
        .startsWith("cannot read the event: ")
        .endsWith(" [RUNTIME_EVENT_UNREADABLE]");
    assertThat(invoke(environment, "{\"currency\":\"EUR\",\"cents\":1}").text())
        .isEqualTo("{\"currency\":\"EUR\",\"cents\":2}");
  }

  @Test
  void goesOnAfterAnAnswerThatIsTooLargeWithoutReportingAnError() throws Exception {
    Environment environment = emulator.start(FunctionProcess.function("Sized").build());
    assertThat(invoke(environment, "6291556").functionError()).isNull();
    InvocationResult tooLarge = invoke(environment, "6291557");
    assertThat(tooLarge.text()).contains("Function.ResponseSizeTooLarge");
    assertThat(invoke(environment, "10").text()).isEqualTo("\"xxxxxxxx\"");
    assertThat(environment.requests())
        .extracting(RecordedRequest::summary)
        .noneMatch(summary -> summary.contains("/error"))
        .anyMatch(summary -> summary.endsWith("/response 413"));
    assertThat(environment.logLines()).anyMatch(line -> line.contains("status 413"));
  }

  @Test
  void connectsAgainWhenTheConnectionIsClosedBetweenInvocations() throws Exception {
    Environment environment = emulator.start(FunctionProcess.handler("StreamEcho").build());
    assertThat(invoke(environment, "1").text()).isEqualTo("1");
    environment.dropConnections();
    assertThat(invoke(environment, "2").text()).isEqualTo("2");
    assertThat(environment.connectionCount()).isEqualTo(2);
  }

  @Test
  void servesManyInvocationsOverOneConnectionWithoutGrowing() throws Exception {
    Environment environment = emulator.start(FunctionProcess.function("Vitals").build());
    for (int i = 0; i < 50; i++) {
      invoke(environment, "{}");
    }
    Map<String, Object> early = JSON.std.mapFrom(invoke(environment, "{}").text());
    for (int i = 0; i < 149; i++) {
      invoke(environment, "{}");
    }
    Map<String, Object> late = JSON.std.mapFrom(invoke(environment, "{}").text());
    assertThat(environment.connectionCount()).isEqualTo(1);
    assertThat(late.get("threads")).isEqualTo(early.get("threads"));
    assertThat(late.get("descriptors")).isEqualTo(early.get("descriptors"));
    assertThat(number(late, "heap") - number(early, "heap")).isLessThan(256 * 1024);
  }

  @Test
  void refusesToCheckpointOnTheFunctionsRequest() throws Exception {
    Environment environment = emulator.start(FunctionProcess.function("AsksForCheckpoint").build());
    InvocationResult result = invoke(environment, "\"\"");
    assertThat(result.text()).contains("the platform takes the snapshot");
  }

  @Test
  void keepsFailedLookupsAsLongAsTheVariableSays() throws Exception {
    Environment environment =
        emulator.start(
            FunctionProcess.function("Resolving")
                .environment("AWS_LAMBDA_JAVA_NETWORKADDRESS_CACHE_NEGATIVE_TTL", "7")
                .build());
    assertThat(JSON.std.mapFrom(invoke(environment, "\"\"").text()))
        .containsEntry("negativeTtl", "7")
        .containsEntry("ttl", "null");
  }

  @Test
  void doesNotTouchRestoreOrHooksWhenStartedOnDemand() throws Exception {
    Environment environment = emulator.start(FunctionProcess.function("Hooked").build());
    invoke(environment, "\"\"");
    assertThat(environment.logLines()).noneMatch(line -> line.startsWith("hook "));
    assertThat(environment.requests()).noneMatch(request -> request.path().contains("restore"));
  }

  @Test
  void callsByReflectionWithoutMethodHandlesAsLongAsNobodyWantsThem() throws Exception {
    byte[] property = "\"jdk.reflect.useNativeAccessorOnly\"".getBytes(StandardCharsets.US_ASCII);
    String handler = Functions.Properties.class.getName();
    Environment onDemand = emulator.start(FunctionProcess.function("Properties").build());
    assertThat(onDemand.invoke(property).text()).isEqualTo("\"true\"");
    Environment wanted =
        emulator.start(
            FunctionProcess.bootstrap(
                    FunctionProcess.CLASS_PATH,
                    List.of("-Djdk.reflect.useNativeAccessorOnly=false"),
                    handler)
                .build());
    assertThat(wanted.invoke(property).text()).isEqualTo("\"false\"");
    Environment concurrent =
        emulator.start(FunctionProcess.function("Properties").maxConcurrency(2).build());
    assertThat(concurrent.invoke(property).text()).isEqualTo("\"null\"");
    Environment restored =
        emulator.publish(FunctionProcess.function("Properties").build()).restore();
    assertThat(restored.invoke(property).text()).isEqualTo("\"null\"");
  }

  private EnvironmentFailure failureOf(FunctionSpec spec) {
    return catchThrowableOfType(EnvironmentFailure.class, () -> emulator.start(spec));
  }

  private static InvocationResult invoke(Environment environment, String event)
      throws InterruptedException {
    return environment.invoke(event.getBytes(StandardCharsets.UTF_8));
  }

  private static long number(Map<String, Object> json, String name) throws IOException {
    return ((Number) json.get(name)).longValue();
  }
}
