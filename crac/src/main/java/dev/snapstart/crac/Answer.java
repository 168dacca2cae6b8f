package dev.snapstart.crac;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the launcher says to a request, as properties in ISO 8859-1, the last line {@code #end}:
 * either {@code failed}, the reason, or of a restore {@code launcher}, the directory for the next
 * request, {@code refusal}, why there will be no next, {@code environment.NAME} and {@code
 * property.NAME}. Images hold this code, so what it understands stays as it is.
 */
final class Answer {

  private static final byte[] END = {'#', 'e', 'n', 'd', '\n'};
  private static final String VARIABLE = "environment.";
  private static final String PROPERTY = "property.";

  private final Properties lines;

  private Answer(Properties lines) {
    this.lines = lines;
  }

  /** Null as long as the answer is not complete. */
  static @Nullable Answer read(RandomAccessFile file) throws IOException {
    int length = (int) file.length();
    if (length < END.length) {
      return null;
    }
    byte[] bytes = new byte[length];
    file.seek(0);
    file.readFully(bytes);
    for (int i = 0; i < END.length; i++) {
      if (bytes[length - END.length + i] != END[i]) {
        return null;
      }
    }
    Properties lines = new Properties();
    lines.load(new ByteArrayInputStream(bytes));
    return new Answer(lines);
  }

  /** Why no snapshot was taken; null in a clone. */
  @Nullable String failure() {
    return lines.getProperty("failed");
  }

  /** Where a clone finds its launcher; null if there is none. */
  @Nullable String launcher() {
    return lines.getProperty("launcher");
  }

  /** Why the clone's launcher takes no snapshot; null if it does. */
  @Nullable String refusal() {
    return lines.getProperty("refusal");
  }

  /** Makes the environment and the system properties of the restore those of this process. */
  void apply() {
    Map<String, String> variables = new HashMap<>();
    for (String key : lines.stringPropertyNames()) {
      if (key.startsWith(VARIABLE)) {
        variables.put(key.substring(VARIABLE.length()), lines.getProperty(key));
      } else if (key.startsWith(PROPERTY)) {
        System.setProperty(key.substring(PROPERTY.length()), lines.getProperty(key));
      }
    }
    RestoredEnvironment.set(variables);
  }
}
