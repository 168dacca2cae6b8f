package dev.snapstart.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of words as text: columns as wide as they must be, numbers to the right. */
final class TextTable {

  private final List<List<String>> rows = new ArrayList<>();

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        String align = isNumeric(column) ? "%" : "%-";
        line.append(column == 0 ? "" : "   ")
            .append(String.format(Locale.ROOT, align + Math.max(1, width(column)) + "s", cell));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /** A column of numbers: its head may say anything, its last row is one or holds a dash. */
  private boolean isNumeric(int column) {
    return rows.stream()
        .skip(1)
        .filter(row -> column < row.size())
        .map(row -> row.get(column))
        .allMatch(cell -> cell.isEmpty() || cell.equals("-") || Character.isDigit(cell.charAt(0)));
  }

  private int width(int column) {
    return rows.stream()
        .filter(row -> column < row.size())
        .mapToInt(row -> row.get(column).length())
        .max()
        .orElse(0);
  }
}
