package dev.snapstart.emulator.conformance;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.snapstart.emulator.conformance.Result.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The results of one runtime. Immutable.
 *
 * @param runtime its name, for people
 * @param results in the order of the sections
 */
record Report(String runtime, List<Result> results) {

  private static final int MAX_CELL_CHARS = 160;

  /** Ids, times and addresses. */
  private static final Pattern VOLATILE =
      Pattern.compile(
          "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z?|\\d{13}|@[0-9a-f]{5,}");

  Report {
    results = List.copyOf(results);
  }

  long count(Verdict verdict) {
    return results.stream().filter(result -> result.verdict() == verdict).count();
  }

  /** One line a behaviour, and one with the sum. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (Result result : results) {
      text.append(line(result)).append('\n');
    }
    return text.append(summary()).append('\n').toString();
  }

  static String line(Result result) {
    String line =
        String.format(
            Locale.ROOT,
            "%-4s %3d  %-10s  %s",
            result.section(),
            result.number(),
            result.verdict().word(),
            result.text());
    return result.remark() == null ? line : line + "\n          " + result.remark();
  }

  String summary() {
    return runtime
        + ": "
        + count(Verdict.PASS)
        + " passed, "
        + count(Verdict.FAIL)
        + " failed, "
        + count(Verdict.NOT_DRIVEN)
        + " not driven";
  }

  void writeJson(Path file) throws IOException {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (Result result : results) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("section", result.section());
      line.put("number", result.number());
      line.put("behaviour", result.text());
      line.put("verdict", result.verdict().word());
      if (result.remark() != null) {
        line.put("remark", result.remark());
      }
      lines.add(line);
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("runtime", runtime);
    report.put("passed", count(Verdict.PASS));
    report.put("failed", count(Verdict.FAIL));
    report.put("notDriven", count(Verdict.NOT_DRIVEN));
    report.put("results", lines);
    Files.writeString(
        file, JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(report) + "\n");
  }

  /** What {@link #writeJson} wrote. */
  static Report readJson(Path file) throws IOException {
    Map<String, Object> report = JSON.std.mapFrom(Files.readString(file));
    List<Result> results = new ArrayList<>();
    if (report.get("results") instanceof List<?> lines) {
      for (Object line : lines) {
        if (line instanceof Map<?, ?> fields) {
          results.add(result(fields));
        }
      }
    }
    return new Report(String.valueOf(report.get("runtime")), results);
  }

  private static Result result(Map<?, ?> fields) throws IOException {
    String word = String.valueOf(fields.get("verdict"));
    for (Verdict verdict : Verdict.values()) {
      if (verdict.word().equals(word) && fields.get("number") instanceof Integer number) {
        Object remark = fields.get("remark");
        return new Result(
            String.valueOf(fields.get("section")),
            number,
            String.valueOf(fields.get("behaviour")),
            verdict,
            remark == null ? null : remark.toString());
      }
    }
    throw new IOException("cannot read a result of the suite: " + fields);
  }

  /** A table with a column for each runtime, the behaviours being those of the first. */
  static String markdown(List<Report> reports, List<Section> sections) {
    StringBuilder text = new StringBuilder("| |");
    for (Report report : reports) {
      text.append(' ').append(report.runtime()).append(" |");
    }
    text.append("\n|---|").append("---|".repeat(reports.size()));
    for (Verdict verdict : Verdict.values()) {
      text.append("\n| ").append(verdict.word()).append(" |");
      for (Report report : reports) {
        text.append(' ').append(report.count(verdict)).append(" |");
      }
    }
    text.append('\n');
    for (Section section : sections) {
      text.append("\n## ").append(section.id()).append(' ').append(section.title());
      text.append("\n\n| # | Behaviour |");
      reports.forEach(report -> text.append(' ').append(report.runtime()).append(" |"));
      text.append("\n|--:|---|").append("---|".repeat(reports.size())).append('\n');
      for (Behaviour behaviour : section.behaviours()) {
        text.append("| ").append(behaviour.number()).append(" | ");
        text.append(cell(behaviour.text())).append(" |");
        reports.forEach(
            report -> text.append(' ').append(cell(report.verdict(behaviour))).append(" |"));
        text.append('\n');
      }
    }
    return text.toString();
  }

  /** The verdict, and the remark without what is another one each time. */
  private String verdict(Behaviour behaviour) {
    Result result = find(behaviour.number());
    if (result == null) {
      return "";
    }
    String word = result.verdict().word();
    String remark = result.remark();
    if (remark == null) {
      return word;
    }
    remark = VOLATILE.matcher(remark).replaceAll("…");
    return word
        + ": "
        + (remark.length() <= MAX_CELL_CHARS
            ? remark
            : remark.substring(0, MAX_CELL_CHARS) + "...");
  }

  private @Nullable Result find(int number) {
    for (Result result : results) {
      if (result.number() == number) {
        return result;
      }
    }
    return null;
  }

  /** Nothing in a cell may be taken for Markdown. */
  private static String cell(String text) {
    return text.replace("|", "&#124;")
        .replaceAll("([\\\\`*_{}\\[\\]<>$])", "\\\\$1")
        .replaceAll("\\p{Cntrl}", " ");
  }
}
