package dev.snapstart.emulator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The shell through which a process begins. It ends at once where its parent is no more: the signal
 * that was to end it with its parent was asked for too late then. It enters a control group, so
 * that a JVM finds the memory of the function from its first look on; where it cannot, the memory
 * is not limited. Then it becomes the program, without the variables that shells add.
 */
final class Entrance {

  private static final Path SHELL = Path.of("/bin/sh");
  private static final Path ENV = Path.of("/usr/bin/env");
  private static final String ENTER =
      "[ \"$PPID\" = \"$0\" ] || exit 1; echo 0 2>/dev/null >\"$1\"; shift; exec \"$@\"";
  private static final List<String> ADDED_BY_SHELLS = List.of("PWD", "OLDPWD", "SHLVL", "_");

  private Entrance() {}

  /**
   * What comes before the program.
   *
   * @param parent the process that starts it
   * @param group the file of a control group that takes processes; {@code /dev/null} for none
   * @param variables the names that the program is to have
   * @return empty where there is no shell
   */
  static List<String> of(long parent, Path group, Set<String> variables) {
    if (!Files.isExecutable(SHELL) || !Files.isExecutable(ENV)) {
      return List.of();
    }
    List<String> command = new ArrayList<>(List.of(SHELL.toString(), "-c", ENTER));
    command.add(Long.toString(parent));
    command.add(group.toString());
    command.add(ENV.toString());
    for (String added : ADDED_BY_SHELLS) {
      if (!variables.contains(added)) {
        command.addAll(List.of("-u", added));
      }
    }
    return command;
  }
}
