package dev.snapstart.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A directory of a user's that an image is written into. As long as it is not complete it holds a
 * file with a lock, so what a killed launcher left in it is known for that, and made room for the
 * next. For one thread.
 */
final class ImageDirectory implements AutoCloseable {

  private static final String INCOMPLETE = "incomplete";
  private static final String DESCRIPTION = "snapshot.properties";

  private final Path path;
  private @Nullable FileChannel marker;

  private ImageDirectory(Path path, FileChannel marker) {
    this.path = path;
    this.marker = marker;
  }

  /**
   * Takes a directory that is empty, or not there.
   *
   * @throws IOException with a message for the user if it is not, or cannot be written
   */
  static ImageDirectory take(Path given) throws IOException {
    Path path = given.toAbsolutePath().normalize();
    try {
      create(path);
      List<Path> files = files(path);
      boolean abandoned = Files.exists(path.resolve(INCOMPLETE), LinkOption.NOFOLLOW_LINKS);
      if (!files.isEmpty() && !abandoned) {
        throw refused(
            given,
            "it is not empty (it holds "
                + files.get(0).getFileName()
                + "); expected an empty directory, or none");
      }
      FileChannel marker =
          FileChannel.open(
              path.resolve(INCOMPLETE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(marker)) {
        marker.close();
        throw refused(given, "another launcher is writing into it; choose another with --to");
      }
      ImageDirectory taken = new ImageDirectory(path.toRealPath(), marker);
      taken.clear();
      return taken;
    } catch (FileAlreadyExistsException e) {
      throw refused(given, e.getFile() + " is a file; expected an empty directory, or none");
    } catch (ImageException e) {
      throw e;
    } catch (IOException e) {
      throw refused(given, "it cannot be written (" + e + "); choose another with --to");
    }
  }

  private static boolean lock(FileChannel marker) throws IOException {
    try {
      return marker.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // a launcher in this JVM
      return false;
    }
  }

  private static void create(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return;
    }
    Path parent = path.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    // the memory of the program will be in it
    Files.createDirectory(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private static ImageException refused(Path given, String why) {
    return new ImageException(
        "cannot write an image into " + given + ": " + why + " [EMULATOR_IMAGE_DIRECTORY]");
  }

  Path path() {
    return path;
  }

  /** The dump is in it: tells a restore what it must know. */
  void complete(ImageDescription description) throws IOException {
    try (OutputStream out = Files.newOutputStream(path.resolve(DESCRIPTION))) {
      description.toProperties().store(out, null);
    }
    release();
  }

  /** Deletes what a dump has left that failed. */
  void clear() throws IOException {
    for (Path file : files(path)) {
      if (!file.endsWith(INCOMPLETE) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.delete(file);
      }
    }
  }

  /** How large the image is. */
  long bytes() {
    return new OwnDirectory(path).bytes();
  }

  /** Leaves the directory empty unless there is an image in it. */
  @Override
  public void close() throws IOException {
    if (marker != null) {
      clear();
      release();
    }
  }

  private void release() throws IOException {
    FileChannel held = marker;
    marker = null;
    Files.deleteIfExists(path.resolve(INCOMPLETE));
    if (held != null) {
      held.close();
    }
  }

  /**
   * What is known of the image in a directory.
   *
   * @throws IOException with a message for the user if there is none
   */
  static ImageDescription read(Path given) throws IOException {
    Path file = given.resolve(DESCRIPTION);
    if (!Files.isRegularFile(file)) {
      String found =
          !Files.isDirectory(given)
              ? "there is no such directory"
              : Files.exists(given.resolve(INCOMPLETE))
                  ? "the image in it is not complete"
                  : "there is no " + DESCRIPTION + " in it";
      throw new ImageException(
          "cannot restore "
              + given
              + ": "
              + found
              + "; expected what \"snapstart-emulator checkpoint --to DIR\" has written"
              + " [EMULATOR_NOT_AN_IMAGE]");
    }
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
      return ImageDescription.of(properties);
    } catch (IllegalArgumentException e) {
      throw new ImageException(
          "cannot restore "
              + given
              + ": "
              + e.getMessage()
              + "; checkpoint the program again [EMULATOR_NOT_AN_IMAGE]");
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      all.forEach(files::add);
    }
    return files;
  }

  /** Has a message for the user. */
  private static final class ImageException extends IOException {

    private static final long serialVersionUID = 1L;

    ImageException(String message) {
      super(message);
    }
  }
}
