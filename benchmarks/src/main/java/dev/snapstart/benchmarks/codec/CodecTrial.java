package dev.snapstart.benchmarks.codec;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.snapstart.benchmarks.process.Jdk;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fork of JMH: one library, one document, one direction.
 *
 * @param jdk runs it
 * @param library reads or writes
 * @param document what is read, or the answer to which is written
 * @param direction of JMH's class names: ReadEvent or WriteResult
 */
record CodecTrial(Jdk jdk, Library library, Document document, Direction direction) {

  /** JMH's classes. */
  enum Direction {
    READ("read", "ReadEvent"),
    WRITE("write", "WriteResult");

    private final String label;
    private final String benchmark;

    Direction(String label, String benchmark) {
      this.label = label;
      this.benchmark = benchmark;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  private static final Path MODULE = Path.of("codec-jmh", "target");

  /** What our runtime sets for itself on demand: docs/decisions/0023. */
  private static final String OUR_REFLECTION = "-Djdk.reflect.useNativeAccessorOnly=true";

  /** What tells it from others, for samples. */
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("java", jdk.version());
    facts.put("library", library.toString());
    facts.put("document", document.toString());
    facts.put("direction", direction.toString());
    return facts;
  }

  /**
   * One fork.
   *
   * @param iterations to warm up, and as many that are measured
   * @param time of an iteration, as JMH reads it
   */
  Map<String, Object> measure(int iterations, String time)
      throws IOException, InterruptedException {
    Path results = Files.createTempFile("jmh", ".json");
    Path output = Files.createTempFile("jmh", ".log");
    try {
      Process jmh =
          new ProcessBuilder(command(iterations, time, results))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (jmh.waitFor() != 0) {
        throw new IOException(facts() + ": JMH failed: " + Files.readString(output));
      }
      return sample(Files.readString(results));
    } finally {
      Files.deleteIfExists(results);
      Files.deleteIfExists(output);
    }
  }

  private List<String> command(int iterations, String time, Path results) {
    String count = Integer.toString(iterations);
    List<String> command = new ArrayList<>();
    command.add(jdk.java());
    command.add("-cp");
    command.add(
        MODULE.resolve("classes") + File.pathSeparator + MODULE.resolve("lib").resolve("*"));
    command.add("org.openjdk.jmh.Main");
    command.add("\\." + direction.benchmark + "\\.");
    command.addAll(List.of("-p", "library=" + library.name(), "-p", "document=" + document.name()));
    command.addAll(List.of("-f", "1", "-wi", count, "-i", count, "-w", time, "-r", time));
    String options = "-XX:+UseSerialGC -Xmx256m";
    if (library == Library.OURS) {
      options += " " + OUR_REFLECTION;
    }
    command.addAll(List.of("-foe", "true", "-prof", "gc", "-jvmArgs", options));
    command.addAll(List.of("-rf", "json", "-rff", results.toString()));
    return command;
  }

  /** Of JMH's JSON, which has one result: each iteration's time, and the bytes of an operation. */
  private Map<String, Object> sample(String json) throws IOException {
    Map<?, ?> result = (Map<?, ?>) JSON.std.listFrom(json).get(0);
    Map<?, ?> primary = (Map<?, ?>) in(result, "primaryMetric");
    Map<?, ?> bytes = (Map<?, ?>) in(in(result, "secondaryMetrics"), "gc.alloc.rate.norm");
    Map<String, Object> sample = facts();
    sample.put("nanos", first(in(primary, "rawData")));
    sample.put("bytes", first(in(bytes, "rawData")));
    return sample;
  }

  private static Object in(Object map, String key) throws IOException {
    Object value = ((Map<?, ?>) map).get(key);
    if (value == null) {
      throw new IOException("JMH's result has no " + key + ": " + map);
    }
    return value;
  }

  private static Object first(Object forks) {
    return ((List<?>) forks).get(0);
  }
}
