package dev.snapstart.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may be in a snapshot, each with its reason: lines {@code KIND or RULE | path | reason}, in
 * which {@code *} in a path is anything, and {@code #} begins a comment. Immutable; safe for use by
 * many threads.
 */
public final class AllowList {

  private static final int PARTS = 3;

  private final List<Entry> entries;

  /** A line of it. */
  private record Entry(String kind, Pattern path, String reason, String line) {

    boolean matches(Finding finding) {
      boolean isMeant = kind.equals(finding.kind().name()) || kind.equals(finding.rule());
      return isMeant && path.matcher(finding.path()).matches();
    }
  }

  private AllowList(List<Entry> entries) {
    this.entries = entries;
  }

  /**
   * A list that allows nothing.
   *
   * @return an empty list
   */
  public static AllowList empty() {
    return new AllowList(List.of());
  }

  /**
   * Reads a list.
   *
   * @param file in UTF-8
   * @return the list
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if a line has no reason, or is no entry
   */
  public static AllowList read(Path file) throws IOException {
    try {
      return parse(file.toString(), Files.readAllLines(file));
    } catch (IOException e) {
      throw new UnreadableException("the allow-list", file, e);
    }
  }

  /** Reads the lines of what is called by a name. */
  static AllowList parse(String name, List<String> lines) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        entries.add(entry(line, name + ", line " + (i + 1)));
      }
    }
    return new AllowList(entries);
  }

  /** Why a finding is allowed; null if it is not. */
  @Nullable String reason(Finding finding) {
    return entries.stream()
        .filter(entry -> entry.matches(finding))
        .map(Entry::reason)
        .findFirst()
        .orElse(null);
  }

  /** The lines that none of these is allowed by. */
  List<String> unused(List<Finding> findings) {
    return entries.stream()
        .filter(entry -> findings.stream().noneMatch(entry::matches))
        .map(Entry::line)
        .toList();
  }

  private static Entry entry(String line, String where) {
    String[] parts = line.split("\\|", PARTS);
    if (parts.length < PARTS || parts[2].isBlank()) {
      throw new IllegalArgumentException(
          "cannot allow \""
              + line
              + "\" ("
              + where
              + "): expected KIND | path | reason, such as TIMER | com.acme.Jobs.* | it only trims"
              + " a cache [AUDIT_BAD_ALLOWANCE]");
    }
    String path = parts[1].strip();
    StringBuilder pattern = new StringBuilder();
    for (String part : path.split("\\*", -1)) {
      pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return new Entry(parts[0].strip(), Pattern.compile(pattern.toString()), parts[2].strip(), line);
  }
}
