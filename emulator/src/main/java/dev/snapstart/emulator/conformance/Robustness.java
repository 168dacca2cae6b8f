package dev.snapstart.emulator.conformance;

import dev.snapstart.emulator.Fault;
import dev.snapstart.emulator.Faults.Endpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whatever surrounds a runtime must not matter to it. */
final class Robustness {

  private Robustness() {}

  static Section section() {
    return new Section(
        "D10",
        "Packaging and robustness",
        List.of(
            Behaviour.of(
                156,
                "The process maps no file of its own in a temporary directory",
                Robustness::needsNoTemporaryFile),
            Behaviour.notDriven(
                157, "It runs on glibc and musl, x86_64 and aarch64", "there is one machine here"),
            Behaviour.of(
                158,
                "It runs with the memory of a function of 128 MB",
                bench -> {
                  Running running =
                      bench.function("Actions").jvm("-Xmx80m -XX:MaxMetaspaceSize=40m").start();
                  Violation.unlessEqual(5_000_000, running.answer("size 5000000").length());
                  running.goesOn();
                }),
            Behaviour.of(
                159,
                "Two processes on one machine do not disturb each other",
                bench -> {
                  Running first = bench.actions();
                  Running second = bench.actions();
                  first.goesOn();
                  second.goesOn();
                  first.environment().close();
                  second.goesOn();
                }),
            Behaviour.of(
                160,
                "The JVM prints no warning about what the runtime does",
                Robustness::causesNoWarnings),
            Behaviour.notDriven(161, "It runs as a native image", "it wants GraalVM"),
            Behaviour.notDriven(
                162,
                "The bootstrap script handles blanks, signals and options",
                "the command is the user's"),
            Behaviour.of(
                163,
                "HTTP: 100 Continue, large headers, a host name, proxies that do not apply",
                Robustness::speaksHttp),
            Behaviour.of(
                164,
                "ProxySelector, Authenticator, CookieHandler and URL handlers of the user do not apply",
                Robustness::isNotHijacked),
            Behaviour.of(
                165,
                "Locale, time zone, charset and System.out of the user do not matter",
                Robustness::ignoresDefaults),
            Behaviour.of(
                166,
                "2,000 invocations: no more threads, descriptors or heap",
                bench -> Invocations.staysTheSame(bench, 2_000))));
  }

  private static void needsNoTemporaryFile(Bench bench) throws Exception {
    Path root = bench.classes();
    Running running = bench.function("Actions").taskRoot(root).jvm("-XX:-UsePerfData").start();
    running.goesOn();
    List<String> mapped = new ArrayList<>();
    for (long pid : Invocations.pids(running)) {
      Path maps = Path.of("/proc", Long.toString(pid), "maps");
      if (!Files.isReadable(maps)) {
        throw new Undrivable("there is no " + maps + " on this machine");
      }
      mapped.addAll(Files.readAllLines(maps));
    }
    List<String> own =
        mapped.stream()
            .filter(line -> line.contains(" /tmp/") || line.contains(" /dev/shm/"))
            .filter(line -> !line.contains(root.toString()) && !line.endsWith(".jar"))
            .map(line -> line.substring(line.indexOf('/')))
            .distinct()
            .toList();
    Violation.unlessEqual(List.of(), own);
  }

  private static void causesNoWarnings(Bench bench) throws Exception {
    Running running = bench.function("Methods::one").start();
    running.answer("\"a\"");
    List<String> warnings =
        running.printed().stream()
            .filter(line -> line.contains("WARNING") || line.contains("illegal"))
            .toList();
    Violation.unlessEqual(List.of(), warnings);
  }

  private static void speaksHttp(Bench bench) throws Exception {
    bench
        .function("Actions")
        .fault(Endpoint.NEXT, 1, new Fault.Continued())
        .fault(Endpoint.RESPONSE, 1, new Fault.Continued())
        .fault(Endpoint.RESPONSE, 2, new Fault.Chunked(3))
        .start()
        .goesOn()
        .goesOn();
    Running large = bench.actions();
    Map<String, String> header =
        Map.of(
            "Lambda-Runtime-Client-Context", "{\"custom\":{\"k\":\"" + "x".repeat(30_000) + "\"}}");
    Violation.unlessEqual("a", large.answer("echo a", header));
    String script =
        "AWS_LAMBDA_RUNTIME_API=localhost:${AWS_LAMBDA_RUNTIME_API##*:} exec \"$0\" \"$@\"";
    bench.function("Actions").startedBy("sh", "-c", script).start().goesOn();
    bench
        .function("Actions")
        .jvm("-Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=1 -Dhttp.nonProxyHosts=")
        .variable("http_proxy", "http://127.0.0.1:1")
        .start()
        .goesOn();
  }

  private static void isNotHijacked(Bench bench) throws Exception {
    Running running = bench.actions();
    running.answer("hijack");
    running.goesOn();
    running.environment().dropConnections();
    running.goesOn();
    running.failure("throw runtime");
    running.goesOn();
    Violation.unless(!running.log().contains("hijacked"), "no call of them", running.log());
  }

  private static void ignoresDefaults(Bench bench) throws Exception {
    Running running =
        bench
            .function("Actions")
            .jvm("-Duser.language=tr -Duser.country=TR -Duser.timezone=Asia/Tokyo")
            .start();
    running.answer("defaults");
    Map<String, String> headers =
        Map.of("LAMBDA-RUNTIME-AWS-REQUEST-ID", "id-i", "LAMBDA-RUNTIME-TRACE-ID", "Root=1");
    Violation.unlessContains("\"id\":\"id-i\"", running.answer("context", headers));
    running.answer("replace-output");
    running.answer("log logged anyway\n");
    running.failure("throw runtime");
    running.goesOn();
    Violation.unlessContains("logged anyway", running.log());
  }
}
