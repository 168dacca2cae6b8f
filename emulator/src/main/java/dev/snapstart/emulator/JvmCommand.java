package dev.snapstart.emulator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A command that starts a JVM, itself or somewhere within.
 *
 * @param command the program and its arguments
 * @param variables its environment
 */
record JvmCommand(List<String> command, Map<String, String> variables) {

  private static final String OPTIONS_VARIABLE = "JAVA_TOOL_OPTIONS";

  /** The same with more options, which give way to those that the command has. */
  JvmCommand with(List<String> options) {
    List<String> line = new ArrayList<>(command);
    Map<String, String> more = new LinkedHashMap<>(variables);
    if (String.valueOf(Path.of(command.get(0)).getFileName()).equals("java")) {
      line.addAll(1, options);
    } else {
      List<String> quoted = new ArrayList<>();
      for (String option : options) {
        quoted.add(option.contains(" ") ? '"' + option + '"' : option);
      }
      String added = String.join(" ", quoted);
      more.merge(OPTIONS_VARIABLE, added, (given, ours) -> ours + " " + given);
    }
    return new JvmCommand(line, more);
  }
}
