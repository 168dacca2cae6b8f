package dev.snapstart.emulator;

import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A control group of the kernel that holds the processes of one environment to the memory of the
 * function, of version 1 or 2, whichever the machine has. Needs the right to make one, which root
 * has outside of most containers. Thread-safe.
 */
final class ControlGroup implements AutoCloseable {

  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final String OOM_KILLS = "oom_kill ";
  private static final String PROCESSES = "cgroup.procs";
  private static final String KIND = "memory-";
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final int CLOSE_ATTEMPTS = 200;
  private static final long CLOSE_PAUSE_NANOS = 5_000_000;

  /** Where groups for memory are made, and how their files are called. */
  private enum Layout {
    V2(ROOT, "memory.max", "memory.swap.max", "memory.events"),
    V1(
        ROOT.resolve("memory"),
        "memory.limit_in_bytes",
        "memory.memsw.limit_in_bytes",
        "memory.oom_control");

    private final Path parent;
    private final String limit;
    private final String swap;
    private final String events;

    Layout(Path parent, String limit, String swap, String events) {
      this.parent = parent;
      this.limit = limit;
      this.swap = swap;
      this.events = events;
    }
  }

  private final Layout layout;
  private final Path directory;
  private boolean closed;
  private boolean hadTooLittle;

  private ControlGroup(Layout layout, Path directory) {
    this.layout = layout;
    this.directory = directory;
  }

  /** Null where it is not allowed, or not Linux. */
  static @Nullable ControlGroup create(int memoryMb) {
    for (Layout layout : Layout.values()) {
      if (!Files.exists(layout.parent.resolve(PROCESSES))) {
        continue;
      }
      Path directory =
          layout.parent.resolve(OwnDirectory.ownPrefix() + KIND + COUNT.incrementAndGet());
      try {
        OwnDirectory.ofDeadEmulators(layout.parent, KIND).forEach(ControlGroup::clear);
        Files.createDirectory(directory);
      } catch (IOException notAllowed) {
        continue;
      }
      ControlGroup group = new ControlGroup(layout, directory);
      if (group.limit(memoryMb)) {
        return group;
      }
      removed(directory);
    }
    return null;
  }

  /** The file to which a process writes 0 to be in the group. */
  Path processes() {
    return directory.resolve(PROCESSES);
  }

  /** Whether the kernel has killed a process of the group because it needed more memory. */
  synchronized boolean hadTooLittle() {
    if (!closed) {
      try {
        hadTooLittle =
            Files.readAllLines(directory.resolve(layout.events)).stream()
                .anyMatch(line -> line.startsWith(OOM_KILLS) && !line.equals(OOM_KILLS + "0"));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot look into " + directory, e);
      }
    }
    return hadTooLittle;
  }

  /** Removes the group, whose processes have ended or are about to. */
  @Override
  public synchronized void close() {
    if (!closed) {
      hadTooLittle();
      closed = true;
      for (int attempt = 0; attempt < CLOSE_ATTEMPTS && !removed(directory); attempt++) {
        LockSupport.parkNanos(CLOSE_PAUSE_NANOS);
      }
    }
  }

  private boolean limit(int memoryMb) {
    String bytes = Long.toString(memoryMb * 1024L * 1024);
    try {
      Files.writeString(directory.resolve(layout.limit), bytes, WRITE);
    } catch (IOException e) {
      // the controller is not at work here
      return false;
    }
    try {
      Files.writeString(directory.resolve(layout.swap), layout == Layout.V2 ? "0" : bytes, WRITE);
    } catch (IOException ignored) {
      // a machine without swap has no such file
    }
    return Files.isReadable(directory.resolve(layout.events));
  }

  /** How many groups of this emulator there are. */
  static long ofThisEmulator() throws IOException {
    long count = 0;
    for (Layout layout : Layout.values()) {
      if (Files.isDirectory(layout.parent)) {
        try (Stream<Path> groups = Files.list(layout.parent)) {
          String prefix = OwnDirectory.ownPrefix();
          count += groups.filter(path -> path.getFileName().toString().startsWith(prefix)).count();
        }
      }
    }
    return count;
  }

  /** Ends what a killed emulator has left in one, too; then it goes with the next. */
  private static void clear(Path directory) {
    if (removed(directory)) {
      return;
    }
    try {
      for (String pid : Files.readAllLines(directory.resolve(PROCESSES))) {
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
      }
    } catch (IOException ignored) {
      // another emulator has removed it meanwhile
    }
  }

  private static boolean removed(Path directory) {
    try {
      Files.deleteIfExists(directory);
      return true;
    } catch (IOException e) {
      // busy: a process of the group is still on its way out
      return false;
    }
  }
}
