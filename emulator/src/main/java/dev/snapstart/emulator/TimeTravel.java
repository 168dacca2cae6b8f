package dev.snapstart.emulator;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Restores "later": the wall clock of the processes of one snapshot goes ahead when the first of
 * them is restored, their monotonic clock does not. By libfaketime, which stands between a process
 * and its C library and reads the time that it is to add from a file. Thread-safe.
 */
final class TimeTravel implements AutoCloseable {

  private static final String PRELOAD = "LD_PRELOAD";
  private static final String VARIABLE = "SNAPSTART_FAKETIME";
  private static final String LIBRARY = "libfaketimeMT.so.1";
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final String KIND = "clock-";
  private static final String PROCESS = "process";

  private final Path library;
  private final OwnDirectory directory;
  private final Duration later;
  private boolean arrived;

  private TimeTravel(Path library, OwnDirectory directory, Duration later) {
    this.library = library;
    this.directory = directory;
    this.later = later;
  }

  /**
   * Gets ready; no time has passed yet.
   *
   * @throws IllegalArgumentException if there is no such library, with what to do
   */
  static TimeTravel by(Duration later) {
    Path library = findLibrary();
    OwnDirectory.ofDeadEmulators(OwnDirectory.parent(), KIND).forEach(TimeTravel::forget);
    TimeTravel travel = new TimeTravel(library, OwnDirectory.create(KIND), later);
    travel.write(Duration.ZERO);
    return travel;
  }

  Duration later() {
    return later;
  }

  /** A function whose processes can travel. */
  FunctionSpec prepare(FunctionSpec function) {
    Map<String, String> more = new HashMap<>(variables());
    String given = function.environment().get(PRELOAD);
    if (given != null) {
      more.put(PRELOAD, library + ":" + given);
    }
    return function.withEnvironment(more);
  }

  private Map<String, String> variables() {
    return Map.of(
        PRELOAD,
        library.toString(),
        "FAKETIME_TIMESTAMP_FILE",
        clock().toString(),
        "FAKETIME_NO_CACHE",
        "1",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1");
  }

  /** Time has passed; does nothing for the second time. */
  synchronized void arrive() {
    if (!arrived) {
      write(later);
      arrived = true;
    }
  }

  /** The process that travels; what it shares through the library is deleted at the end. */
  synchronized void follow(long pid) {
    try {
      Files.writeString(directory.path().resolve(PROCESS), Long.toString(pid));
    } catch (IOException e) {
      throw directory.unwritable(e);
    }
  }

  /** The process was killed and could not do this itself. */
  private static void forget(Path clockDirectory) {
    String pid;
    try {
      pid = Files.readString(clockDirectory.resolve(PROCESS));
    } catch (IOException e) {
      // none was started
      return;
    }
    for (String name : List.of("faketime_shm_", "sem.faketime_sem_")) {
      try {
        Files.deleteIfExists(SHARED_MEMORY.resolve(name + pid));
      } catch (IOException ignored) {
        // somebody else's, a process with that id in another namespace
      }
    }
  }

  @Override
  public void close() {
    forget(directory.path());
    directory.close();
  }

  private Path clock() {
    return directory.path().resolve("clock");
  }

  private void write(Duration time) {
    try {
      // of one length always: the process may have had the file open when its snapshot was taken
      String seconds = String.format(Locale.ROOT, "%+012d", time.toSeconds());
      // by another name first: half a number would be another time
      Path next = Files.writeString(directory.path().resolve("next"), seconds);
      Files.move(next, clock(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw directory.unwritable(e);
    }
  }

  /**
   * @throws IllegalArgumentException if there is none, with what to do
   */
  static Path findLibrary() {
    for (Path candidate : candidates()) {
      if (Files.isRegularFile(candidate)) {
        return candidate.toAbsolutePath();
      }
    }
    throw new IllegalArgumentException(
        "cannot restore later: there is no libfaketime here, by which the clock of a process is set;"
            + " tools/install-faketime makes it available, or install the package libfaketime, or"
            + " name the file "
            + LIBRARY
            + " in "
            + VARIABLE
            + " [EMULATOR_NO_FAKETIME]");
  }

  private static List<Path> candidates() {
    List<Path> candidates = UnpackedTool.candidates(VARIABLE, ".faketime/" + LIBRARY);
    // the directories of Debian, by architecture, and of others
    for (String libraries : List.of("/usr/lib", "/usr/lib64")) {
      candidates.add(Path.of(libraries, "faketime", LIBRARY));
      try (DirectoryStream<Path> directories =
          Files.newDirectoryStream(Path.of(libraries), "*-linux-gnu")) {
        directories.forEach(each -> candidates.add(each.resolve("faketime").resolve(LIBRARY)));
      } catch (IOException ignored) {
        // not there
      }
    }
    return candidates;
  }
}
