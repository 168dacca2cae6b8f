package dev.snapstart.audit;

import dev.snapstart.emulator.FunctionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions of the class path of the tests, and what their sources say that an audit finds. */
final class Audited {

  private static final Path SOURCES = Path.of("src/test/java");
  private static final Pattern EXPECTATION = Pattern.compile("// FINDS (\\w+) (.+)");

  private Audited() {}

  enum Runtime {
    OURS("dev.snapstart.runtime.Bootstrap"),
    AWS(
        "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda");

    private final List<String> arguments;

    Runtime(String... arguments) {
      this.arguments = List.of(arguments);
    }

    FunctionSpec.Builder function(Class<?> handler, String... jvmOptions) {
      List<String> command = new ArrayList<>();
      command.add(java());
      command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
      command.addAll(List.of(jvmOptions));
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.addAll(arguments);
      command.add(handler.getName());
      return FunctionSpec.builder()
          .command(command)
          .handler(handler.getName())
          .timeout(Duration.ofSeconds(30));
    }
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The expectations in the comments of a class, each a kind and a path. */
  static Set<String> expected(Class<?> type) throws IOException {
    Path source = SOURCES.resolve(type.getName().replace('.', '/') + ".java");
    Set<String> expected = new TreeSet<>();
    // a comment that is longer than a line goes on in the next
    String text = Files.readString(source).replaceAll("\\s+// (?!FINDS)", " ");
    Matcher matcher = EXPECTATION.matcher(text);
    while (matcher.find()) {
      String path = matcher.group(2);
      String begin = type.getSimpleName();
      String full =
          path.startsWith(begin)
              ? type.getPackageName() + "." + path
              : path.replace("static " + begin + ".", "static " + type.getName() + ".");
      expected.add(matcher.group(1) + " " + full);
    }
    return expected;
  }

  /** What was found, in the same form. */
  static Set<String> found(List<Finding> findings) {
    Set<String> found = new TreeSet<>();
    for (Finding each : findings) {
      // in newer JDKs it is in another package; the pool is in two fields, of any order
      String path =
          each.path()
              .replace("jdk.internal.random.", "jdk.random.")
              .replace(".fastPathPool", ".pool");
      found.add(each.kind() + " " + path);
    }
    return found;
  }
}
