package dev.snapstart.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with places that are filled: {@code <!-- NAME -->} to {@code <!-- end -->}. */
final class MarkedText {

  private static final String END = "<!-- end -->";

  private final Path file;
  private final String before;
  private String text;

  private MarkedText(Path file, String text) {
    this.file = file;
    this.before = text;
    this.text = text;
  }

  static MarkedText read(Path file) throws IOException {
    return new MarkedText(file, Files.readString(file));
  }

  Path file() {
    return file;
  }

  /**
   * Fills a place.
   *
   * @throws UncheckedIOException naming the mark and the file, if it has no such place
   */
  void put(String name, String content) {
    String mark = "<!-- " + name + " -->";
    int begin = text.indexOf(mark);
    int end = text.indexOf(END, Math.max(begin, 0));
    if (begin < 0 || end < 0) {
      throw new UncheckedIOException(
          new IOException("cannot find " + mark + " and " + END + " in " + file));
    }
    text =
        text.substring(0, begin + mark.length())
            + "\n"
            + content.strip()
            + "\n"
            + text.substring(end);
  }

  boolean isChanged() {
    return !text.equals(before);
  }

  void write() throws IOException {
    Files.writeString(file, text);
  }
}
