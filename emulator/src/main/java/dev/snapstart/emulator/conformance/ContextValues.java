package dev.snapstart.emulator.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What handlers are told of their invocation. */
final class ContextValues {

  private static final String TRACE_ID = "Lambda-Runtime-Trace-Id";
  private static final String TENANT = "Lambda-Runtime-Aws-Tenant-Id";
  private static final String DEADLINE = "Lambda-Runtime-Deadline-Ms";
  private static final String CLIENT = "Lambda-Runtime-Client-Context";
  private static final String IDENTITY = "Lambda-Runtime-Cognito-Identity";
  private static final String TRACE_PROPERTY = "property com.amazonaws.xray.traceHeader";

  private ContextValues() {}

  static Section section() {
    return new Section(
        "D6",
        "Context",
        List.of(
            Behaviour.of(
                100,
                "Name, version, ARN, memory, log group and stream; bad memory and no stream harmless",
                ContextValues::tellsOfTheFunction),
            Behaviour.of(
                101,
                "The remaining time falls, is never negative, and a bad deadline is harmless",
                ContextValues::tellsTheTime),
            Behaviour.of(
                102,
                "Client context, also with nested values; one that is not JSON is harmless",
                ContextValues::tellsOfTheClient),
            Behaviour.of(
                103,
                "Cognito identity: both ids; null without one",
                ContextValues::tellsOfTheIdentity),
            Behaviour.of(
                104,
                "The tenant of an invocation is not that of the next",
                ContextValues::tellsOfTheTenant),
            Behaviour.of(
                105,
                "The trace id is a system property, cleared for an invocation without one",
                ContextValues::tellsTheTraceId),
            Behaviour.notDriven(
                106,
                "The context works with every version of aws-lambda-java-core",
                "the library is on the class path that the command gives"),
            Behaviour.of(
                107,
                "A context that is kept shows its own invocation still",
                ContextValues::keepsItsValues)));
  }

  private static void tellsOfTheFunction(Bench bench) throws Exception {
    Running running =
        bench
            .function("Actions")
            .variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256")
            .variable("AWS_LAMBDA_LOG_STREAM_NAME", "a/[1]b")
            .start();
    String id = "Lambda-Runtime-Aws-Request-Id";
    String arn = "Lambda-Runtime-Invoked-Function-Arn";
    Map<String, Object> context =
        Running.json(running.answer("context", Map.of(id, "i-1", arn, "arn:x:alias")));
    Violation.unlessEqual(
        Running.json(
            "{\"id\":\"i-1\",\"name\":\"function\",\"version\":\"1\",\"arn\":\"arn:x:alias\","
                + "\"group\":\"/aws/lambda/function\",\"stream\":\"a/[1]b\",\"memory\":256,"
                + "\"logger\":true}"),
        context);
    for (String memory : List.of("", "much")) {
      Running bad =
          bench
              .function("Actions")
              .variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", memory)
              .startedBy("env", "-u", "AWS_LAMBDA_LOG_STREAM_NAME")
              .start();
      String told = bad.answer("context");
      Violation.unlessContains("\"memory\":128", told);
      Violation.unlessContains("\"stream\":null", told);
    }
  }

  private static void tellsTheTime(Bench bench) throws Exception {
    Running running = bench.actions();
    int[] ahead = remaining(running, Long.toString(System.currentTimeMillis() + 10_000));
    Violation.unless(
        ahead[0] > 0 && ahead[0] <= 10_000 && ahead[1] < ahead[0],
        "less than 10 s, then less",
        Arrays.toString(ahead));
    Violation.unlessEqual(0, remaining(running, "1000")[0]);
    int far = remaining(running, Long.toString(Long.MAX_VALUE))[0];
    Violation.unless(far >= 0, "a time that is not negative", far);
    for (String bad : List.of("abc", "")) {
      int told = remaining(running, bad)[0];
      Violation.unless(told >= 0, "a time that is not negative", told);
    }
    running.goesOn();
  }

  private static int[] remaining(Running running, String deadline) throws InterruptedException {
    String[] told = running.answer("remaining", Map.of(DEADLINE, deadline)).split(" ", -1);
    return new int[] {Integer.parseInt(told[0]), Integer.parseInt(told[1])};
  }

  private static void tellsOfTheClient(Bench bench) throws Exception {
    Running running = bench.actions();
    String client =
        "{\"client\":{\"installation_id\":\"i\",\"app_title\":\"t\",\"app_version_name\":\"v\"},"
            + "\"custom\":{\"k\":\"c\"},\"env\":{\"platform\":\"p\"}}";
    Violation.unlessEqual(
        Running.json(
            "{\"installation\":\"i\",\"title\":\"t\",\"versionName\":\"v\",\"custom\":\"c\",\"env\":\"p\"}"),
        Running.json(running.answer("client", Map.of(CLIENT, client))));
    Violation.unlessEqual("null", running.answer("client"));
    Violation.unlessContains(
        "deep", running.answer("client", Map.of(CLIENT, "{\"custom\":{\"k\":{\"deep\":[1]}}}")));
    running.answer("client", Map.of(CLIENT, "no JSON at all"));
    running.goesOn();
  }

  private static void tellsOfTheIdentity(Bench bench) throws Exception {
    Running running = bench.actions();
    String identity = "{\"cognitoIdentityId\":\"i\",\"cognitoIdentityPoolId\":\"p\"}";
    Violation.unlessEqual("i p", running.answer("identity", Map.of(IDENTITY, identity)));
    String none = running.answer("identity");
    Violation.unless(none.equals("null") || none.equals("null null"), "no identity", none);
  }

  private static void tellsOfTheTenant(Bench bench) throws Exception {
    Running running = bench.actions();
    Violation.unlessEqual("blue", running.answer("tenant", Map.of(TENANT, "blue")));
    Violation.unlessEqual("null", running.answer("tenant"));
  }

  private static void tellsTheTraceId(Bench bench) throws Exception {
    Running running = bench.actions();
    Violation.unlessEqual("Root=1-a", running.answer(TRACE_PROPERTY, Map.of(TRACE_ID, "Root=1-a")));
    Violation.unlessEqual("null", running.answer(TRACE_PROPERTY, Map.of(TRACE_ID, "")));
  }

  private static void keepsItsValues(Bench bench) throws Exception {
    Running running = bench.actions();
    String kept = running.answer("retain");
    Violation.unlessEqual(kept, running.answer("retained"));
  }
}
