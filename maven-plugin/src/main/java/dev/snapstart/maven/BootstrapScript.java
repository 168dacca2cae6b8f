package dev.snapstart.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The program that Lambda starts: a script for any POSIX shell which starts the JVM.
 *
 * @param handler what is run where the platform names no handler
 * @param classPath as the JVM is told, relative to the script's directory
 * @param jvmOptions the function's own
 * @param archive what it starts from
 * @param loader what the system has to have to start the JVM; empty if nothing
 */
record BootstrapScript(
    String handler, String classPath, List<String> jvmOptions, ArchiveKind archive, String loader) {

  /** The script; says the same of the same. */
  String text() throws IOException {
    try (InputStream template = BootstrapScript.class.getResourceAsStream("bootstrap.sh")) {
      if (template == null) {
        throw new IOException("cannot write a bootstrap: there is no bootstrap.sh in this plugin");
      }
      String options =
          archive.startOptions().stream()
              .map(BootstrapScript::quoted)
              .collect(Collectors.joining(" "));
      return new String(template.readAllBytes(), StandardCharsets.UTF_8)
          .replace("@HANDLER@", quoted(handler))
          .replace("@CLASS_PATH@", quoted(classPath))
          .replace("@LOADER@", quoted(loader))
          .replace("@ARCHIVE_OPTIONS@", options)
          .replace("@ARCHIVE@", quoted(archive.fileName()))
          .replace("@JVM_OPTIONS@", quoted(words(jvmOptions)));
    }
  }

  /** One line that the script splits into these again. */
  private static String words(List<String> options) {
    return options.stream().map(BootstrapScript::word).collect(Collectors.joining(" "));
  }

  /** Each single quote stands in double quotes of its own. */
  private static String word(String option) {
    return option.chars().anyMatch(c -> Character.isWhitespace(c) || c == '"' || c == '\'')
        ? "'" + option.replace("'", "'\"'\"'") + "'"
        : option;
  }

  /** For a shell. */
  private static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }
}
