package dev.snapstart.emulator;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a user can do about what CRIU says. */
final class CriuProblem {

  private static final Pattern GONE =
      Pattern.compile("Can't open file (.+?) on restore: No such file");
  private static final Pattern CHANGED = Pattern.compile("File (.+?) has bad (\\w+)");
  private static final Pattern SOCKETS = Pattern.compile("Can't get 1:(16|34) opt");
  private static final Pattern PORT = Pattern.compile("Can't bind inet socket");

  private CriuProblem() {}

  /** CRIU's lines, the first of them that is understood in other words before them. */
  static String explain(List<String> lines) {
    String all = String.join("; ", lines);
    Matcher gone = GONE.matcher(all);
    Matcher changed = CHANGED.matcher(all);
    String words;
    if (gone.find()) {
      words =
          "the program had /"
              + gone.group(1)
              + " open, and that file is gone [EMULATOR_FILE_CHANGED]: ";
    } else if (changed.find()) {
      words =
          "the program had /"
              + changed.group(1)
              + " open, and its "
              + changed.group(2)
              + " is another now [EMULATOR_FILE_CHANGED]: ";
    } else if (SOCKETS.matcher(all).find()) {
      words =
          "CRIU before 4.2 can write no socket, also none that listens, on Linux 6.16 and newer;"
              + " tools/install-criu makes a newer one available [EMULATOR_UNUSABLE_CRIU]: ";
    } else if (PORT.matcher(all).find()) {
      words =
          "the program was listening on a port when it was checkpointed, and somebody else, such as"
              + " another clone, has that port now (--own-network gives each clone ports of its"
              + " own) [EMULATOR_PORT_IN_IMAGE]: ";
    } else {
      return all + " [EMULATOR_CRIU_FAILED]";
    }
    return words + all;
  }
}
