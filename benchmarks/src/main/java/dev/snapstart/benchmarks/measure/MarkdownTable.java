package dev.snapstart.benchmarks.measure;

import java.util.Collections;
import java.util.List;

/** A table that Markdown shows. */
public final class MarkdownTable {

  private final StringBuilder text = new StringBuilder();

  public MarkdownTable(String... head) {
    this(List.of(head));
  }

  public MarkdownTable(List<String> head) {
    row(head);
    row(Collections.nCopies(head.size(), "---"));
  }

  public MarkdownTable row(String... cells) {
    return row(List.of(cells));
  }

  public MarkdownTable row(List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
