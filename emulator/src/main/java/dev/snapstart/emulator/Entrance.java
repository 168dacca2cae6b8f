package dev.snapstart.emulator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The shell through which a process begins. It ends at once where its parent is no more: the signal
 * that was to end it with its parent was asked for too late then. It enters a control group, so
 * that a JVM finds the memory of the function from its first look on; where it cannot, the memory
 * is not limited. Then it becomes the program, without the variables that shells add, and with
 * those that some shells drop because of their names.
 */
final class Entrance {

  private static final Path SHELL = Path.of("/bin/sh");
  private static final Path ENV = Path.of("/usr/bin/env");
  private static final String ENTER =
      "[ \"$PPID\" = \"$0\" ] || exit 1; echo 0 2>/dev/null >\"$1\"; shift; exec \"$@\"";
  private static final List<String> ADDED_BY_SHELLS = List.of("PWD", "OLDPWD", "SHLVL", "_");

  /** What dash passes on. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

  private Entrance() {}

  /**
   * What comes before the program.
   *
   * @param parent the process that starts it
   * @param group the file of a control group that takes processes; {@code /dev/null} for none
   * @param variables what the program is to have, of which the shell has all, too
   * @return empty where there is no shell
   */
  static List<String> of(long parent, Path group, Map<String, String> variables) {
    if (!Files.isExecutable(SHELL) || !Files.isExecutable(ENV)) {
      return List.of();
    }
    List<String> command = new ArrayList<>(List.of(SHELL.toString(), "-c", ENTER));
    command.add(Long.toString(parent));
    command.add(group.toString());
    command.add(ENV.toString());
    for (String added : ADDED_BY_SHELLS) {
      if (!variables.containsKey(added)) {
        command.addAll(List.of("-u", added));
      }
    }
    command.add("--");
    variables.forEach((name, value) -> {
      if (!NAME.matcher(name).matches()) {
        command.add(name + "=" + value);
      }
    });
    return command;
  }
}
