package dev.snapstart.emulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** One event on its way to the function, with what the platform says about it. */
record Invocation(String requestId, byte[] event, Map<String, String> headers) {

  static final String ACCOUNT = "012345678912";

  private static final String REQUEST_ID = "Lambda-Runtime-Aws-Request-Id";

  static Invocation of(byte[] event, FunctionSpec spec, Instant now) {
    String requestId = UUID.randomUUID().toString();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put(REQUEST_ID, requestId);
    headers.put(
        "Lambda-Runtime-Deadline-Ms", Long.toString(now.plus(spec.timeout()).toEpochMilli()));
    headers.put("Lambda-Runtime-Invoked-Function-Arn", arn(spec));
    headers.put("Lambda-Runtime-Trace-Id", traceId(now));
    return new Invocation(requestId, event.clone(), headers);
  }

  /**
   * The same with other headers: those given replace the platform's of that name, whatever its
   * case; an empty one takes it away.
   */
  Invocation with(Map<String, String> others) {
    Map<String, String> merged = new LinkedHashMap<>(headers);
    String id = requestId;
    for (Map.Entry<String, String> other : others.entrySet()) {
      merged.keySet().removeIf(name -> name.equalsIgnoreCase(other.getKey()));
      if (!other.getValue().isEmpty()) {
        merged.put(other.getKey(), other.getValue());
        id = other.getKey().equalsIgnoreCase(REQUEST_ID) ? other.getValue() : id;
      }
    }
    return new Invocation(id, event, merged);
  }

  private static String arn(FunctionSpec spec) {
    return "arn:aws:lambda:"
        + EnvironmentVariables.REGION
        + ":"
        + ACCOUNT
        + ":function:"
        + spec.name()
        + ":"
        + spec.version();
  }

  private static String traceId(Instant now) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return String.format(
        Locale.ROOT,
        "Root=1-%08x-%016x%08x;Parent=%016x;Sampled=0",
        now.getEpochSecond(),
        random.nextLong(),
        random.nextInt(),
        random.nextLong());
  }
}
