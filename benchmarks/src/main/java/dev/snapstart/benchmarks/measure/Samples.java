package dev.snapstart.benchmarks.measure;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Raw samples, which are in files a line of JSON each. */
public final class Samples {

  /** Where nothing was measured. */
  public static final Samples NONE = new Samples(List.of());

  private final List<Map<String, Object>> samples;

  /** Of samples that were just taken. */
  public Samples(List<Map<String, Object>> samples) {
    this.samples = List.copyOf(samples);
  }

  /** Begins a file with the command and the machine; what was in it is gone. */
  static void begin(Path file, String command) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    Files.deleteIfExists(file);
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("command", command);
    machine.putAll(Machine.facts());
    append(file, machine);
  }

  /** Adds one, so that none is lost of a long run that ends in the middle. */
  static void append(Path file, Map<String, Object> sample) throws IOException {
    Files.writeString(
        file,
        JSON.std.asString(sample) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** All of a file. */
  public static Samples read(Path file) throws IOException {
    List<Map<String, Object>> samples = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      samples.add(JSON.std.mapFrom(line));
    }
    return new Samples(samples);
  }

  /** Those that have this value, as text. */
  public Samples where(String key, Object value) {
    return new Samples(
        samples.stream()
            .filter(sample -> String.valueOf(value).equals(String.valueOf(sample.get(key))))
            .toList());
  }

  /** All numbers under a key, those in lists too. */
  public List<Double> values(String key) {
    List<Double> values = new ArrayList<>();
    for (Map<String, Object> sample : samples) {
      Object value = sample.get(key);
      if (value instanceof Number number) {
        values.add(number.doubleValue());
      } else if (value instanceof List<?> numbers) {
        numbers.forEach(number -> values.add(((Number) number).doubleValue()));
      }
    }
    return values;
  }

  /** Median and quartiles under a key; nothing where there are no samples. */
  public String quartiles(String key) {
    List<Double> values = values(key);
    return values.isEmpty() ? "" : Quartiles.of(values).toString();
  }

  /** The median under a key, with a digit; nothing where there are no samples. */
  public String median(String key) {
    List<Double> values = values(key);
    return values.isEmpty()
        ? ""
        : String.format(Locale.ROOT, "%.1f", Quartiles.of(values).median());
  }

  /**
   * The ninetieth percentile under a key, with two digits; nothing where there are less than a
   * hundred samples, ten of which are above it.
   */
  public String p90(String key) {
    List<Double> values = values(key);
    return values.size() < 100
        ? ""
        : String.format(Locale.ROOT, "%.2f", Quartiles.at(values.stream().sorted().toList(), 0.9));
  }

  /** The texts that are under a key, in the order in which they come first. */
  public Set<String> texts(String key) {
    Set<String> texts = new LinkedHashSet<>();
    for (Map<String, Object> sample : samples) {
      if (sample.get(key) != null) {
        texts.add(String.valueOf(sample.get(key)));
      }
    }
    return texts;
  }

  /** How they were taken, a sentence for each time; the first line of each file tells it. */
  public String caption() {
    List<String> captions = new ArrayList<>();
    for (Map<String, Object> sample : samples) {
      if (sample.containsKey("command")) {
        captions.add(
            String.format(
                Locale.ROOT,
                "`%s`, %s cores (%s), Linux %s, load %s at the beginning",
                sample.get("command"),
                sample.get("cores"),
                sample.get("cpu"),
                sample.get("kernel"),
                sample.get("load")));
      }
    }
    return String.join("; ", captions);
  }

  public boolean isEmpty() {
    return samples.isEmpty();
  }

  /** All of them. */
  public List<Map<String, Object>> all() {
    return samples;
  }
}
