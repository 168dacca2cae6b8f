package dev.snapstart.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory of this emulator's in the temporary directory, named by the process that made it and
 * the namespace in which it has its id, so that what a killed emulator left behind is found and
 * deleted by the next, and what one in another container uses is not. Only its owner can read it,
 * for the memory of a function is in it.
 */
record OwnDirectory(Path path) implements AutoCloseable {

  /** Of all emulators whose process ids this one understands. */
  static final String PREFIX = "snapstart-emulator-" + processNamespace() + "-";

  /** Makes one. */
  static OwnDirectory create(String kind) {
    Path parent = parent();
    try {
      ofDeadEmulators(parent, "").forEach(OwnDirectory::delete);
      String name = ownPrefix() + kind;
      return new OwnDirectory(
          Files.getFileStore(parent).supportsFileAttributeView("posix")
              ? Files.createTempDirectory(
                  parent,
                  name,
                  PosixFilePermissions.asFileAttribute(
                      PosixFilePermissions.fromString("rwx------")))
              : Files.createTempDirectory(parent, name));
    } catch (IOException e) {
      throw new UncheckedIOException(
          refusal("make a directory in the temporary directory " + parent, e, "one"), e);
    }
  }

  /** Makes a file of the same kind beside such directories. */
  static Path createFile(String kind) throws IOException {
    try {
      return Files.createTempFile(parent(), ownPrefix() + kind, "");
    } catch (IOException e) {
      throw new IOException(
          refusal("make a file in the temporary directory " + parent(), e, "one"), e);
    }
  }

  /** What to throw when something cannot be written into it, for the disk is full perhaps. */
  UncheckedIOException unwritable(IOException cause) {
    return new UncheckedIOException(
        refusal("write into " + path, cause, "another temporary directory"), cause);
  }

  private static String refusal(String what, IOException cause, String choice) {
    return "cannot "
        + what
        + " ("
        + cause
        + "); choose "
        + choice
        + " with -Djava.io.tmpdir=DIRECTORY [EMULATOR_TEMPORARY_DIRECTORY]";
  }

  /** With what the name of everything begins that this emulator makes. */
  static String ownPrefix() {
    return PREFIX + ProcessHandle.current().pid() + "-";
  }

  /** Whether something with that prefix was made by an emulator that is no more. */
  static boolean isOfDeadEmulator(Path path) {
    String pid = path.getFileName().toString().substring(PREFIX.length()).split("-", 2)[0];
    return pid.matches("\\d{1,18}")
        && !ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false);
  }

  /** What emulators left in a directory that are no more, of one kind, or with "" of all. */
  static List<Path> ofDeadEmulators(Path parent, String kind) {
    List<Path> left = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, PREFIX + "*-" + kind + "*")) {
      for (Path each : all) {
        if (isOfDeadEmulator(each)) {
          left.add(each);
        }
      }
    } catch (IOException ignored) {
      // none can be seen
    }
    return left;
  }

  /** How large its files are. */
  long bytes() {
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look into " + path, e);
    }
  }

  @Override
  public void close() {
    delete(path);
  }

  /** Where they are made. */
  static Path parent() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static String processNamespace() {
    try {
      // such as pid:[4026531836]
      String link = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
      return link.replaceAll("\\D", "");
    } catch (IOException | UnsupportedOperationException e) {
      return "0";
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException ignored) {
      // somebody else deletes it as well, or it is not ours; the next one tries again
    }
  }
}
