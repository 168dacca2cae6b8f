package dev.snapstart.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The samples of {@link SnapshotBenchmark} as tables of Markdown. */
final class SnapshotTable {

  private static final String COLD = "cold";

  private final List<Map<String, Object>> samples;

  SnapshotTable(List<Map<String, Object>> samples) {
    this.samples = samples;
  }

  /** What the samples were taken with. */
  String title() {
    Set<Object> javas = new LinkedHashSet<>();
    Set<Object> rounds = new LinkedHashSet<>();
    for (Map<String, Object> sample : samples) {
      javas.add(String.valueOf(sample.get("java")));
      rounds.add(String.valueOf(sample.get("round")));
    }
    return "Java " + javas + ", rounds: " + rounds.size() + ", median (quartiles)";
  }

  /** The median of a kind. */
  double imageMb(String kind) {
    return Quartiles.of(values(kind, "imageMb")).median();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    row(
        text,
        "",
        "image, MB",
        "checkpoint, ms",
        "first answer, ms",
        "/ cold",
        "all at once, ms",
        "/ cold",
        "first invocation, ms",
        "/ steady p99");
    row(text, "---", "---", "---", "---", "---", "---", "---", "---", "---");
    for (String kind : kinds()) {
      row(
          text,
          kind,
          quartiles(kind, "imageMb"),
          quartiles(kind, "checkpointMs"),
          quartiles(kind, "firstAnswerMs"),
          ratio(values(kind, "firstAnswerMs"), values(COLD, "firstAnswerMs")),
          quartiles(kind, "atOnceMs"),
          ratio(values(kind, "atOnceMs"), values(COLD, "atOnceMs")),
          quartiles(kind, "firstInvocationMs"),
          ratio(values(kind, "firstInvocationMs"), values(kind, "steadyP99Ms")));
    }
    return text.append('\n').append(pages()).toString();
  }

  /** Where the pages are that would be in the image, in MB, medians. */
  private String pages() {
    StringBuilder text = new StringBuilder();
    Set<String> names = new TreeSet<>();
    samples.forEach(sample -> names.addAll(pagesOf(sample).keySet()));
    List<String> head = new ArrayList<>(List.of("pages, MB"));
    head.addAll(names);
    row(text, head.toArray(String[]::new));
    row(text, head.stream().map(name -> "---").toArray(String[]::new));
    for (String kind : kinds()) {
      List<String> cells = new ArrayList<>(List.of(kind));
      for (String name : names) {
        List<Double> megabytes = new ArrayList<>();
        for (Map<String, Object> sample : of(kind)) {
          Long bytes = pagesOf(sample).get(name);
          if (bytes != null) {
            megabytes.add(bytes / 1e6);
          }
        }
        cells.add(
            megabytes.isEmpty()
                ? ""
                : String.format(Locale.ROOT, "%.1f", Quartiles.of(megabytes).median()));
      }
      if (!String.join("", cells).equals(kind)) {
        row(text, cells.toArray(String[]::new));
      }
    }
    return text.toString();
  }

  private static Map<String, Long> pagesOf(Map<String, Object> sample) {
    Map<String, Long> pages = new LinkedHashMap<>();
    if (sample.get("pages") instanceof Map<?, ?> map) {
      map.forEach((name, bytes) -> pages.put(String.valueOf(name), ((Number) bytes).longValue()));
    }
    return pages;
  }

  private Set<String> kinds() {
    Set<String> kinds = new LinkedHashSet<>(List.of(COLD, "cold, archive"));
    for (SnapshotKind kind : SnapshotKind.values()) {
      kinds.add(kind.label());
    }
    return kinds;
  }

  private List<Map<String, Object>> of(String kind) {
    return samples.stream().filter(sample -> kind.equals(sample.get("kind"))).toList();
  }

  private List<Double> values(String kind, String name) {
    List<Double> values = new ArrayList<>();
    for (Map<String, Object> sample : of(kind)) {
      Object value = sample.get(name);
      if (value instanceof Number number) {
        values.add(number.doubleValue());
      } else if (value instanceof List<?> numbers) {
        numbers.forEach(number -> values.add(((Number) number).doubleValue()));
      }
    }
    return values;
  }

  private String quartiles(String kind, String name) {
    List<Double> values = values(kind, name);
    return values.isEmpty() ? "" : Quartiles.of(values).toString();
  }

  /** Of medians: the samples are no pairs. */
  private static String ratio(List<Double> values, List<Double> base) {
    return values.isEmpty() || base.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT, "%.3f", Quartiles.of(values).median() / Quartiles.of(base).median());
  }

  private static void row(StringBuilder text, String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
