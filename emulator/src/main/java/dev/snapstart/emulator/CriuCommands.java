package dev.snapstart.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What CRIU is told to write a process into files, and to bring clones of it back, each in a
 * process namespace of its own, where it has the id that it had.
 *
 * @param criu the program, and the options that it gets whatever it is to do
 * @param facts what spares it to look at the kernel for each clone; null if nothing does
 */
record CriuCommands(List<String> criu, @Nullable KernelFacts facts) {

  /** Around a clone: the program that makes the namespace, and the one that is number 1 in it. */
  static final int WRAPPERS = 2;

  static final Path PERL = Path.of("/usr/bin/perl");

  private static final Duration DUMP_PATIENCE = Duration.ofSeconds(60);
  private static final int SHOWN_ERRORS = 5;
  private static final int ATTEMPTS = 5;
  private static final long PAUSE_MILLIS = 7;

  /** Becomes the parent of a clone: told its id, and a file and a line for it. */
  private static final String ENDS_AS =
      "if (@ARGV > 1) { open(F, '>>', $ARGV[1]) or die $!; print F \"$ARGV[2]\\n\"; close F }"
          + " waitpid($ARGV[0], 0); exit(($? & 127) ? 128 + ($? & 127) : $? >> 8)";

  /** Switches the interface lo on, and becomes the program that it is told of. */
  private static final String LO_UP =
      "use Socket; socket(S, PF_INET, SOCK_DGRAM, 0) or die $!;"
          + " my $up = pack('a16 s x22', 'lo', 1); ioctl(S, 0x8914, $up) or die $!;"
          + " exec(@ARGV) or die $!";

  /** Writes the process into files and ends it; gives back what went wrong, or null. */
  @Nullable String dump(long pid, Path directory) throws InterruptedException {
    return dump(criu, List.of(), pid, directory);
  }

  /**
   * Writes a clone into files and stops it: with the clone its namespace would end, and CRIU in it
   * before it is done.
   *
   * @param clone the id that this machine knows
   * @param pid the id that the clone sees
   */
  @Nullable String dumpClone(long clone, long pid, Path directory) throws InterruptedException {
    List<String> within =
        new ArrayList<>(
            List.of("nsenter", "--target", Long.toString(clone), "--pid", "--mount", "--net"));
    within.addAll(criu);
    return dump(within, List.of("--leave-stopped"), pid, directory);
  }

  private static @Nullable String dump(
      List<String> criu, List<String> options, long pid, Path directory)
      throws InterruptedException {
    String problem = attempt(criu, options, pid, directory);
    // a socket that the process is just trying to connect with is more than CRIU can write
    for (int attempt = 1; problem != null && attempt < ATTEMPTS; attempt++) {
      Thread.sleep(PAUSE_MILLIS);
      problem = attempt(criu, options, pid, directory);
    }
    return problem;
  }

  private static @Nullable String attempt(
      List<String> criu, List<String> options, long pid, Path directory)
      throws InterruptedException {
    List<String> command = new ArrayList<>(criu);
    command.addAll(
        List.of(
            "dump",
            "--tree",
            Long.toString(pid),
            "--images-dir",
            directory.toString(),
            "--shell-job",
            // each clone is in the control group that it is started in
            "--manage-cgroups=ignore",
            "--log-file",
            "dump.log",
            "-v1"));
    command.addAll(options);
    try {
      Path log = directory.resolve("dump.log");
      ShortProgram program = ShortProgram.run(command, DUMP_PATIENCE);
      if (program.status() == 0) {
        return null;
      }
      return Files.exists(log)
          ? "CRIU refused: " + CriuProblem.explain(errors(log))
          : "CRIU was not started: " + program.output().strip() + " [EMULATOR_CRIU_FAILED]";
    } catch (IOException e) {
      return "cannot run " + criu.get(0) + ": " + e.getMessage() + " [EMULATOR_CRIU_FAILED]";
    }
  }

  /**
   * How a clone is brought back.
   *
   * @param pid the id that the process had
   * @param images what the dump wrote
   * @param work where CRIU logs to
   * @param streams files that the process had open, in whose place it gets what CRIU itself has
   *     open under these numbers
   * @param through more options of the program that makes the namespace, and programs that become
   *     CRIU within it
   */
  record Restore(
      long pid, Path images, Path work, Map<Integer, Path> streams, List<String> through) {}

  /** What lets a clone have a network of its own, where nobody else has taken a port. */
  static List<String> ownNetwork() {
    return List.of("--net", PERL.toString(), "-e", LO_UP, "--");
  }

  /** What opens two files in the clone's own view of the machine, as the numbers 3 and 1. */
  static List<String> opening(Path read, Path printed) {
    String open = "read=$1; printed=$2; shift 2; exec \"$@\" 3<\"$read\" >>\"$printed\" 2>&1";
    return List.of("sh", "-c", open, "sh", read.toString(), printed.toString());
  }

  /** The command that brings a clone back and ends as it does. */
  List<String> restore(Restore restore) {
    List<String> command = restoreOnly(restore);
    if (Files.isExecutable(PERL)) {
      // CRIU would not say how the process ended
      command.addAll(
          List.of(
              "--exec-cmd", "--", PERL.toString(), "-e", ENDS_AS, Long.toString(restore.pid())));
    }
    return command;
  }

  /**
   * The same, and a line is appended to a file as soon as the clone is complete: CRIU takes one
   * that ends sooner for one that it could not restore. Needs {@link #PERL}.
   */
  List<String> restore(Restore restore, Path told, String line) {
    List<String> command = restore(restore);
    command.addAll(List.of(told.toString(), line));
    return command;
  }

  private List<String> restoreOnly(Restore restore) {
    List<String> command =
        new ArrayList<>(List.of("unshare", "--pid", "--fork", "--kill-child=KILL", "--mount-proc"));
    command.addAll(restore.through());
    Path uncovering = facts == null ? null : KernelFacts.uncovering(restore.work());
    if (facts != null && uncovering != null) {
      command.addAll(facts.covering());
    }
    command.addAll(criu);
    command.addAll(
        List.of(
            "restore",
            "--images-dir",
            restore.images().toString(),
            "--work-dir",
            restore.work().toString(),
            "--shell-job",
            "--manage-cgroups=ignore",
            "--log-file",
            "restore.log",
            "-v1"));
    if (uncovering != null) {
      command.addAll(List.of("--action-script", uncovering.toString()));
    }
    restore
        .streams()
        .forEach((number, file) -> {
          command.add("--inherit-fd");
          command.add("fd[" + number + "]:" + file.toString().substring(1));
        });
    return command;
  }

  /** What CRIU logged, but for a warning that means nothing. */
  static List<String> errors(Path log) {
    try {
      List<String> lines = new ArrayList<>(Files.readAllLines(log));
      lines.removeIf(line -> line.contains("RLIMIT_NOFILE"));
      return lines.subList(0, Math.min(lines.size(), SHOWN_ERRORS));
    } catch (IOException e) {
      return List.of("CRIU wrote no log (" + e.getMessage() + ")");
    }
  }
}
