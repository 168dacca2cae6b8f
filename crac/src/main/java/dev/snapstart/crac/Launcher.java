package dev.snapstart.crac;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The program that started this one and can take a snapshot of it from outside. Both meet in a
 * directory that the launcher has made, for a socket or a pipe would be in the snapshot: the
 * program opens the file {@code answer}, creates the file {@code request}, and reads the answer
 * until it is there. A clone goes on reading the same descriptor, and finds an answer of its own
 * behind it.
 */
final class Launcher {

  /** Names the directory. */
  private static final String PROPERTY = "dev.snapstart.crac.launcher";

  private static final long POLL_MILLIS = 2;

  private static volatile @Nullable String directory = System.getProperty(PROPERTY);
  private static volatile @Nullable String refusal;

  private Launcher() {}

  static boolean isThere() {
    return directory != null;
  }

  /** Why the launcher will take no snapshot; null if it may be asked. */
  static @Nullable String refusal() {
    return refusal;
  }

  /**
   * Asks for the snapshot. Returns null in a clone, whose environment and system properties are
   * those of its restore then, else why there is no snapshot.
   */
  static @Nullable String ask() {
    Path place = Path.of(String.valueOf(directory));
    Answer answer;
    try {
      Path written = place.resolve("answer");
      // what it says to an earlier request must not be taken for this one's
      Files.write(written, new byte[0]);
      try (RandomAccessFile file = new RandomAccessFile(written.toFile(), "r")) {
        Files.createFile(place.resolve("request"));
        answer = await(file);
      }
    } catch (IOException e) {
      return "the launcher cannot be asked (" + e + ") [CRAC_LAUNCHER_GONE]";
    }
    if (answer.failure() != null) {
      return answer.failure();
    }
    directory = answer.launcher();
    refusal = answer.refusal();
    answer.apply();
    tellArrival();
    return null;
  }

  private static Answer await(RandomAccessFile file) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        Answer answer = Answer.read(file);
        if (answer != null) {
          return answer;
        }
        try {
          Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
          // there is no way back: the snapshot may have been taken already
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The launcher wants to know that the program runs again. */
  private static void tellArrival() {
    try {
      Files.createFile(Path.of(String.valueOf(directory), "restored"));
    } catch (IOException ignored) {
      // the program can do without the launcher
    }
  }
}
