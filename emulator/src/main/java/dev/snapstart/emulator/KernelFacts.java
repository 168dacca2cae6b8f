package dev.snapstart.emulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place in memory for what CRIU finds out about the kernel whenever it starts. CRIU itself keeps
 * it in {@code /run}, but only where that is in memory, so that it is gone with the kernel; in a
 * container it often is on disk, and each restore would find it out again, which is a quarter of
 * its time. So CRIU sees this directory as its {@code /run} when it starts; before it brings the
 * clone back it takes that away again.
 *
 * @param directory readable by its owner only
 */
record KernelFacts(Path directory) {

  private static final Path WHERE_CRIU_LOOKS = Path.of("/run");
  private static final Path IN_MEMORY = Path.of("/dev/shm");
  private static final String MARK = "seen-by-criu";
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** Called by CRIU at each stage of a restore, the first of which comes before all else. */
  private static final String UNCOVER =
      "#!/bin/sh\n"
          + "[ \"$CRTOOLS_SCRIPT_ACTION\" = pre-restore ] && [ -e /run/"
          + MARK
          + " ] || exit 0\n"
          + "exec umount -n /run\n";

  /** That of this machine's root; null where CRIU can do without, or there is no such place. */
  static @Nullable KernelFacts ofRoot() {
    try {
      if (isInMemory(WHERE_CRIU_LOOKS) || !isInMemory(IN_MEMORY)) {
        return null;
      }
      Path directory = IN_MEMORY.resolve("snapstart-criu-0");
      try {
        Files.createDirectory(directory, OWNER_ONLY);
      } catch (FileAlreadyExistsException e) {
        if (!isOwn(directory)) {
          return null;
        }
      }
      Files.write(directory.resolve(MARK), new byte[0]);
      return new KernelFacts(directory);
    } catch (IOException | UnsupportedOperationException ignored) {
      // restores take longer
      return null;
    }
  }

  /** Becomes the program that follows, in a view of the machine in which this covers /run. */
  List<String> covering() {
    String cover = "mount -n --bind \"$0\" /run 2> /dev/null; exec \"$@\"";
    return List.of("sh", "-c", cover, directory.toString());
  }

  /**
   * The program that CRIU is to call so that the clone sees the /run of the machine.
   *
   * @param work where it may be written
   * @return null if no program can be there
   */
  static @Nullable Path uncovering(Path work) {
    try {
      Path script = work.resolve("uncover");
      Files.createFile(script, OWNER_ONLY);
      Files.write(script, UNCOVER.getBytes(StandardCharsets.US_ASCII));
      return Files.isExecutable(script) ? script : null;
    } catch (IOException ignored) {
      return null;
    }
  }

  private static boolean isInMemory(Path path) throws IOException {
    return Files.isDirectory(path) && Files.getFileStore(path).type().equals("tmpfs");
  }

  /** Nobody else can have put anything there. */
  private static boolean isOwn(Path path) throws IOException {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
        && Integer.valueOf(0)
            .equals(Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS))
        && Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS)
            .equals(OWNER_ONLY.value());
  }
}
