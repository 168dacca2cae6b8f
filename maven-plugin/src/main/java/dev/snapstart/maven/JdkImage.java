package dev.snapstart.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The JDK of a function: of a whole one the modules it needs, linked by jlink, and where the
 * function starts from AppCDS or nothing, an archive of the JDK's own classes.
 *
 * @param jdk where it comes from
 * @param modules those it is to have, what they require is added
 * @param directory where it is put
 */
record JdkImage(Jdk jdk, Set<String> modules, Path directory) {

  private static final List<String> OPTIONS =
      List.of("--strip-java-debug-attributes", "--no-header-files", "--no-man-pages");

  /** What it is made of. */
  String fingerprint(ArchiveKind archive) throws IOException {
    Fingerprint inputs = new Fingerprint().add(jdk.home()).add(modules).add(OPTIONS);
    Path release = jdk.home().resolve("release");
    if (Files.exists(release)) {
      inputs.addFile(release);
    }
    Path image = jdk.home().resolve("lib/modules");
    if (Files.exists(image)) {
      inputs.add(Files.size(image)).add(Files.getLastModifiedTime(image));
    }
    return inputs.add(archive == ArchiveKind.AOT).hex();
  }

  /**
   * Links it, unless one of the same inputs is there.
   *
   * @param stamp the file that says what the one that is there is made of
   * @throws PackagingException if jlink fails
   */
  void link(ArchiveKind archive, Path stamp, Consumer<String> log)
      throws PackagingException, IOException, InterruptedException {
    String fingerprint = fingerprint(archive);
    if (Fingerprint.isIn(stamp, fingerprint) && Files.isDirectory(directory)) {
      log.accept("JDK " + jdk.version() + ": linked before, of the same modules");
      return;
    }
    Files.deleteIfExists(stamp);
    new FileTree(directory).delete();
    log.accept("JDK " + jdk.version() + ": linking " + String.join(", ", modules));
    List<String> arguments = new ArrayList<>(List.of("--add-modules", String.join(",", modules)));
    arguments.addAll(OPTIONS);
    arguments.addAll(List.of("--output", directory.toString()));
    jdk.run("jlink", arguments, "link a JDK of " + modules);
    if (archive != ArchiveKind.AOT) {
      dumpOwnClasses();
    }
    Files.writeString(stamp, fingerprint);
  }

  /**
   * Linked JDKs have no such archive, and without it there is none on top of it. Objects are in it
   * only if G1 writes it; all collectors that a function is likely to have can read them.
   */
  private void dumpOwnClasses() throws PackagingException, InterruptedException {
    List<String> command =
        List.of(directory.resolve("bin/java").toString(), "-XX:+UseG1GC", "-Xshare:dump");
    Program.run(command, directory)
        .requireSuccess(
            "cannot write the archive of the JDK's own classes in " + directory + ": its JVM",
            "take -Dsnapstart.archive=aot, which does without it from JDK 25 on");
  }
}
