package dev.snapstart.benchmarks.rules;

import dev.snapstart.benchmarks.measure.Recording;
import dev.snapstart.benchmarks.measure.Rounds;
import dev.snapstart.benchmarks.rules.SpotBugsProcess.Cost;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the rules cost beside AWS's own scanner: time and memory over the same classes. */
@Command(
    name = "benchmarks/rules",
    description = {
      "Measures snapstart-rules beside aws-lambda-snapstart-java-rules: SpotBugs with the detectors"
          + " of one and no others, and with one that does nothing, over the same classes, in"
          + " random order. Writes raw samples and a table.",
      "Exit status: 0 within the limits, 1 the jar has grown over its limit, or ours allocated more"
          + " than AWS's."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RulesBenchmark implements Callable<Integer> {

  private static final int MAX_JAR_BYTES = 500_000;
  private static final int MIN_CLASSES = 7_500;

  @Option(
      names = "--runs",
      defaultValue = "10",
      description = "Processes of each kind; default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--plugin",
      paramLabel = "JAR",
      description = "Another build of snapstart-rules; default: this one.")
  private Path plugin = Path.of("");

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Analyses only libraries whose jars begin so; default: all.")
  private List<String> only = List.of();

  @Mixin private Recording recording = new Recording();

  /** What benchmarks/rules has collected. */
  @Option(names = "--inputs", defaultValue = "target/rules", hidden = true)
  private Path inputs = Path.of("");

  /** Folders of classes that are analysed, too. */
  @Option(names = "--applications", split = ",", hidden = true)
  private List<Path> applications = List.of();

  public static void main(String[] arguments) {
    Recording.main(new RulesBenchmark(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    SpotBugsProcess process = process();
    long classes = 0;
    for (Path path : process.classes()) {
      classes += count(path);
    }
    if (only.isEmpty() && classes < MIN_CLASSES) {
      throw new IOException("found " + classes + " classes, expected " + MIN_CLASSES + " or more");
    }
    Path ours = plugin.toString().isEmpty() ? built() : plugin;
    long jarBytes = Files.size(ours);
    System.out.println("jar: " + jarBytes + " bytes (limit " + MAX_JAR_BYTES + ")");
    System.out.println("classes: " + classes);
    recording.begin("--runs " + runs);
    measure(process, ours, classes);
    RulesTable table = new RulesTable(recording.end());
    System.out.println();
    System.out.print(table.markdown());
    boolean lean =
        table.own(Detectors.OURS, "allocatedMib").median()
            <= table.own(Detectors.PEER, "allocatedMib").median();
    return jarBytes <= MAX_JAR_BYTES && lean ? 0 : 1;
  }

  /** The classes of the libraries that were asked for; all others only to be looked up. */
  private SpotBugsProcess process() throws IOException {
    List<Path> analysed = new ArrayList<>();
    List<Path> others = new ArrayList<>();
    List<String> wanted = list(inputs.resolve("analysed")).map(RulesBenchmark::name).toList();
    list(inputs.resolve("libraries"))
        .forEach(jar -> (isAsked(jar) && wanted.contains(name(jar)) ? analysed : others).add(jar));
    analysed.addAll(applications);
    return new SpotBugsProcess(inputs.resolve("spotbugs"), analysed, others, inputs);
  }

  private boolean isAsked(Path jar) {
    return only.isEmpty() || only.stream().anyMatch(name(jar)::startsWith);
  }

  private void measure(SpotBugsProcess process, Path ours, long classes) throws Exception {
    Path nothing = floor();
    Path peer = list(inputs.resolve("peer")).findFirst().orElseThrow();
    List<Rounds.Trial> all = new ArrayList<>();
    for (Detectors detectors : Detectors.values()) {
      Path jar =
          switch (detectors) {
            case NOTHING -> nothing;
            case PEER -> peer;
            case OURS -> ours;
          };
      all.add(() -> List.of(sample(process, jar, detectors, classes)));
    }
    recording.rounds(runs).run(round -> all);
  }

  private static Map<String, Object> sample(
      SpotBugsProcess process, Path jar, Detectors detectors, long classes)
      throws IOException, InterruptedException {
    Cost cost = process.run(jar, detectors.names());
    System.err.println(detectors + " " + cost);
    if ((cost.findings() == 0) != (detectors == Detectors.NOTHING)) {
      throw new IOException(
          detectors + " found " + cost.findings() + " hazards: it did not run as expected");
    }
    Map<String, Object> sample = new LinkedHashMap<>();
    sample.put("options", String.join(" ", SpotBugsProcess.JVM));
    sample.put("classes", classes);
    sample.put("detectors", detectors.name());
    sample.putAll(cost.facts());
    return sample;
  }

  private static Path built() throws IOException {
    return list(Path.of("../snapstart-rules/target"))
        .filter(jar -> name(jar).matches("snapstart-rules-.*(?<!-sources)(?<!-javadoc)\\.jar"))
        .findFirst()
        .orElseThrow();
  }

  /** A plugin of the detector that does nothing. */
  private Path floor() throws IOException {
    Path jar = inputs.resolve("floor.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      add(entries, "findbugs.xml", "/floor/findbugs.xml");
      add(entries, "messages.xml", "/floor/messages.xml");
      String type = "dev/snapstart/benchmarks/rules/NoDetector.class";
      add(entries, type, "/" + type);
    }
    return jar;
  }

  private static void add(JarOutputStream entries, String name, String resource)
      throws IOException {
    entries.putNextEntry(new JarEntry(name));
    try (InputStream in =
        Objects.requireNonNull(RulesBenchmark.class.getResourceAsStream(resource))) {
      in.transferTo(entries);
    }
    entries.closeEntry();
  }

  /** Classes that SpotBugs reads: those of newer Java versions in a jar are not among them. */
  private static long count(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      try (Stream<Path> files = Files.walk(path)) {
        return files.filter(file -> isClass(file.toString())).count();
      }
    }
    try (ZipFile jar = new ZipFile(path.toFile())) {
      return jar.stream()
          .filter(entry -> isClass(entry.getName()) && !entry.getName().startsWith("META-INF/"))
          .count();
    }
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class") && !name.endsWith("-info.class");
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  private static Stream<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    }
  }
}
