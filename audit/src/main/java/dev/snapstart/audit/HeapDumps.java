package dev.snapstart.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes heap dumps of running JVMs from outside, with {@code jcmd}. What a dump has is what the
 * function has, so only its owner can read it, and it is deleted unless it is asked for.
 */
final class HeapDumps implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 300;

  private final Path directory;
  private final boolean isKept;
  private final Set<Path> sockets = ConcurrentHashMap.newKeySet();
  private final Thread atShutdown = new Thread(this::deleteAtShutdown, "audit-shutdown");

  /** Into a directory where they are kept, or for a while. */
  HeapDumps(@Nullable Path kept) throws IOException {
    isKept = kept != null;
    directory = directory(kept);
    Runtime.getRuntime().addShutdownHook(atShutdown);
    if (!isKept && isPosix()) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static Path directory(@Nullable Path kept) throws IOException {
    try {
      return kept == null
          ? Files.createTempDirectory("snapstart-audit-")
          : Files.createDirectories(kept).toAbsolutePath();
    } catch (IOException e) {
      throw new IOException(
          "cannot make a directory for heap dumps, "
              + (kept == null ? "in " + System.getProperty("java.io.tmpdir") : kept)
              + " ("
              + e
              + "); choose another one with "
              + (kept == null ? "-Djava.io.tmpdir=DIRECTORY" : "--keep-dumps")
              + " [AUDIT_CANNOT_WRITE]",
          e);
    }
  }

  /** Dumps what a JVM can reach; what it cannot is collected before. */
  Path take(long pid, String name) throws IOException, InterruptedException {
    Path file = directory.resolve(name + ".hprof");
    Files.deleteIfExists(file);
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (!Files.isExecutable(jcmd)) {
      throw new IOException(
          "cannot dump the heap of process "
              + pid
              + ": there is no "
              + jcmd
              + "; expected this JVM to be of a JDK, for its jcmd [AUDIT_NO_JCMD]");
    }
    long jvm = jvm(pid);
    forgetSocket(jvm);
    Path log = Files.createTempFile(directory, "jcmd-", ".log");
    try {
      Process process =
          new ProcessBuilder(jcmd.toString(), Long.toString(jvm), "GC.heap_dump", file.toString())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      if (process.exitValue() != 0 || !Files.exists(file)) {
        throw new IOException(
            "cannot dump the heap of process "
                + jvm
                + ": jcmd says: "
                + Files.readString(log).strip().replaceAll("\\s+", " ")
                + "; expected a JVM without -XX:+DisableAttachMechanism, and room for the dump in "
                + directory
                + " [AUDIT_NOT_DUMPED]");
      }
    } finally {
      Files.deleteIfExists(log);
    }
    if (isPosix()) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    return file;
  }

  /** Deletes a dump that has been read, unless dumps are to be kept. */
  void done(Path dump) throws IOException {
    if (!isKept) {
      Files.deleteIfExists(dump);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(atShutdown);
    } catch (IllegalStateException ignored) {
      // the JVM is on its way down and the hook does the same again
    }
    delete();
  }

  private void delete() throws IOException {
    try {
      deleteAll();
    } catch (IOException e) {
      throw new IOException(
          "cannot delete the heap dumps in "
              + directory
              + " ("
              + e
              + "); delete them, for they hold all that the function has [AUDIT_DUMPS_LEFT]",
          e);
    }
  }

  private void deleteAll() throws IOException {
    for (Path socket : sockets) {
      Files.deleteIfExists(socket);
    }
    if (!isKept && Files.exists(directory)) {
      try (Stream<Path> left = Files.list(directory)) {
        for (Path each : left.toList()) {
          Files.deleteIfExists(each);
        }
      }
      Files.deleteIfExists(directory);
    }
  }

  private void deleteAtShutdown() {
    try {
      delete();
    } catch (IOException e) {
      System.err.println(e.getMessage());
    }
  }

  /** The process itself or one that it started; others would not know what jcmd wants. */
  private static long jvm(long pid) throws IOException {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow(() -> ended("process " + pid));
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process), process.descendants())
            .filter(each -> each.info().command().orElse("").matches(".*[/\\\\]java(\\.exe)?"))
            .toList();
    if (all.isEmpty()) {
      throw new IOException(
          "cannot dump the heap of process "
              + pid
              + ": neither it nor its children are a java, expected a JVM [AUDIT_NOT_A_JVM]");
    }
    return all.get(0).pid();
  }

  /** The process is no more, and only its log can tell why. */
  static IOException ended(String whose) {
    return new IOException(
        "cannot dump the heap of "
            + whose
            + ": the process has ended; expected one that waits for its restore"
            + " [AUDIT_PROCESS_ENDED]");
  }

  /**
   * A JVM makes a socket for jcmd by the name of its id, and a process that is killed leaves it
   * behind. A clone has the id of another clone, in a namespace of its own, and so its socket.
   */
  private void forgetSocket(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.isReadable(status)) {
      return;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("NSpid:")) {
        String[] ids = line.substring("NSpid:".length()).strip().split("\\s+", -1);
        Path socket = Path.of("/tmp", ".java_pid" + ids[ids.length - 1]);
        sockets.add(socket);
        if (ids.length > 1) {
          Files.deleteIfExists(socket);
        }
      }
    }
  }

  private boolean isPosix() throws IOException {
    return Files.getFileStore(directory).supportsFileAttributeView("posix");
  }
}
