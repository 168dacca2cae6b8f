package dev.snapstart.emulator.conformance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The command of a runtime, with placeholders for what differs from function to function.
 * Immutable.
 *
 * @param words the program and its arguments
 */
record RuntimeCommand(List<String> words) {

  private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");
  private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"]|" + QUOTED + ")+");

  static final String HANDLER = "{handler}";
  static final String CLASSES = "{classes}";

  RuntimeCommand {
    words = List.copyOf(words);
  }

  /**
   * Splits a line at blanks, but not within quotes.
   *
   * @throws IllegalArgumentException for an empty line and for a quote without its end
   */
  static RuntimeCommand parse(String line) {
    if (!WORD.matcher(line).replaceAll("").isBlank()) {
      throw new IllegalArgumentException(
          "cannot read the command of the runtime: a quote has no end in: " + line);
    }
    List<String> words =
        WORD.matcher(line)
            .results()
            .map(word -> QUOTED.matcher(word.group()).replaceAll("$1$2"))
            .toList();
    if (words.isEmpty()) {
      throw new IllegalArgumentException("cannot check a runtime without a command");
    }
    return new RuntimeCommand(words);
  }

  /**
   * The command for one function.
   *
   * @param handler the argument, null for a command without one
   */
  List<String> with(Path classes, @Nullable String handler) {
    List<String> command = new ArrayList<>();
    boolean named = false;
    for (String word : words) {
      if (word.contains(HANDLER)) {
        named = true;
        if (handler == null) {
          continue;
        }
      }
      command.add(
          word.replace(CLASSES, classes.toString()).replace(HANDLER, String.valueOf(handler)));
    }
    if (!named && handler != null) {
      command.add(handler);
    }
    return command;
  }
}
