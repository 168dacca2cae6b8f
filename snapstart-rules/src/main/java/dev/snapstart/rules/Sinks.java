package dev.snapstart.rules;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads tables of sinks: ours, and one of the user's if a system property names its file. */
final class Sinks {

  /** Names a file of the user's own sinks. */
  static final String FILE_PROPERTY = "snapstart.rules.sinks";

  private static final String OURS = "sinks.txt";
  private static final int COLUMNS = 9;

  private Sinks() {}

  /** Ours and the user's; the user's come first, so that they can be more precise. */
  static List<Sink> load() {
    List<Sink> sinks = new ArrayList<>();
    String file = System.getProperty(FILE_PROPERTY);
    try {
      if (file != null) {
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
          sinks.addAll(read(reader, file));
        }
      }
      try (Reader reader =
          new InputStreamReader(
              Objects.requireNonNull(Sinks.class.getResourceAsStream(OURS)),
              StandardCharsets.UTF_8)) {
        sinks.addAll(read(reader, OURS));
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot read the sinks in "
              + file
              + ", which -D"
              + FILE_PROPERTY
              + " names: "
              + e
              + "; expected a file of text in UTF-8 [RULES_NO_SINKS]",
          e);
    }
    return sinks;
  }

  /**
   * Reads a table.
   *
   * @throws IllegalArgumentException naming the line that is no row, and what was expected
   */
  static List<Sink> read(Reader reader, String file) throws IOException {
    List<Sink> sinks = new ArrayList<>();
    BufferedReader lines = new BufferedReader(reader);
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        try {
          sinks.add(row(line));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              "cannot read a sink in line "
                  + number
                  + " of "
                  + file
                  + ": "
                  + e.getMessage()
                  + " [RULES_BAD_SINK]",
              e);
        }
      }
    }
    return sinks;
  }

  private static Sink row(String line) {
    List<String> columns = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    if (columns.size() != COLUMNS) {
      throw new IllegalArgumentException(
          "found "
              + columns.size()
              + " columns, expected "
              + COLUMNS
              + ": pattern | owner | methods | parameters | confidence | what | when | only if | why");
    }
    return new Sink(
        expect(Pattern.named(columns.get(0)), columns.get(0), "the id of a rule"),
        columns.get(1),
        List.of(columns.get(2).split(" *, *", -1)),
        columns.get(3),
        priority(columns.get(4)),
        carrier(columns.get(5)),
        mustBeKept(columns.get(6)),
        conditions(columns.get(7)),
        columns.get(8));
  }

  private static Priority priority(String text) {
    return switch (text) {
      case "high" -> Priority.HIGH;
      case "medium" -> Priority.MEDIUM;
      case "low" -> Priority.LOW;
      default -> throw unexpected(text, "high, medium or low");
    };
  }

  private static Sink.Carrier carrier(String text) {
    if (text.matches("argument \\d+")) {
      return new Sink.Carrier(Sink.Kind.ARGUMENT, Integer.parseInt(text.substring(9)));
    }
    return switch (text) {
      case "object itself" -> new Sink.Carrier(Sink.Kind.ITSELF, -1);
      case "result", "object", "nothing" ->
          new Sink.Carrier(Sink.Kind.valueOf(text.toUpperCase(Locale.ROOT)), -1);
      default -> throw unexpected(text, "result, object, object itself, argument N or nothing");
    };
  }

  private static boolean mustBeKept(String text) {
    return switch (text) {
      case "kept" -> true;
      case "done" -> false;
      default -> throw unexpected(text, "kept or done");
    };
  }

  private static List<SinkCondition> conditions(String text) {
    List<SinkCondition> conditions = new ArrayList<>();
    if (!text.equals("-")) {
      for (String part : text.split(" *; *", -1)) {
        conditions.add(
            expect(SinkCondition.parse(part), part, "a condition such as argument 0 = NAME, or -"));
      }
    }
    return conditions;
  }

  private static <T> T expect(@Nullable T found, String text, String expected) {
    if (found == null) {
      throw unexpected(text, expected);
    }
    return found;
  }

  private static IllegalArgumentException unexpected(String text, String expected) {
    return new IllegalArgumentException("found " + text + ", expected " + expected);
  }
}
