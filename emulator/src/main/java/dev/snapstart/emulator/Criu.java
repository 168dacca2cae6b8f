package dev.snapstart.emulator;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The program CRIU on this machine, if it can be used. Looked for in the variable {@code
 * SNAPSTART_CRIU}, in {@code .criu} of the working directory and those above it, where {@code
 * tools/install-criu} puts it, and in {@code PATH}.
 *
 * @param program what to start; null if there is none
 * @param options what it wants to be told of this user
 * @param reason why it can or cannot be used, for the user
 */
record Criu(@Nullable Path program, List<String> options, String reason) {

  private static final String VARIABLE = "SNAPSTART_CRIU";
  private static final Pattern VERSION = Pattern.compile("Version: (\\d+)\\.(\\d+)\\S*");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What makes a snapshot, and the namespaces of clones, without being root, by their bits. */
  private static final Map<String, Integer> CAPABILITIES =
      Map.of("checkpoint_restore", 40, "setpcap", 8, "sys_admin", 21, "sys_ptrace", 19);

  private static @Nullable Criu known;

  /** What it is told; null if it cannot be used. */
  @Nullable CriuCommands commands() {
    if (program == null) {
      return null;
    }
    List<String> line = new ArrayList<>(List.of(program.toString()));
    line.addAll(options);
    return new CriuCommands(List.copyOf(line), options.isEmpty() ? KernelFacts.ofRoot() : null);
  }

  private static Criu unusable(String reason) {
    return new Criu(null, List.of(), reason);
  }

  /** Looks for it once. */
  static synchronized Criu ofMachine() {
    Criu criu = known;
    if (criu == null) {
      criu = find();
      if (!Thread.currentThread().isInterrupted()) {
        known = criu;
      }
    }
    return criu;
  }

  private static Criu find() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return unusable("CRIU is a program for Linux [EMULATOR_NO_CRIU]");
    }
    String problem =
        "CRIU is not installed (it is not in PATH, in .criu of this directory or one above, or"
            + " named by SNAPSTART_CRIU); tools/install-criu of dev.snapstart's repository makes it"
            + " available [EMULATOR_NO_CRIU]";
    for (Path candidate : candidates()) {
      if (Files.isExecutable(candidate) && Files.isRegularFile(candidate)) {
        Criu criu = examine(candidate);
        if (criu.program() != null) {
          return criu;
        }
        problem = criu.reason();
      }
    }
    return unusable(problem);
  }

  private static List<Path> candidates() {
    List<Path> candidates = UnpackedTool.candidates(VARIABLE, ".criu/criu");
    String path = System.getenv("PATH");
    for (String entry : (path == null ? "" : path).split(File.pathSeparator, -1)) {
      if (!entry.isEmpty()) {
        candidates.add(Path.of(entry, "criu"));
      }
    }
    return candidates;
  }

  private static Criu examine(Path program) {
    try {
      Matcher version = VERSION.matcher(output(program.toString(), "--version"));
      if (!version.find()) {
        return unusable(
            program
                + " does not tell its version; expected a program like that of tools/install-criu"
                + " [EMULATOR_UNUSABLE_CRIU]");
      }
      int major = Integer.parseInt(version.group(1));
      int minor = Integer.parseInt(version.group(2));
      if (major < 4 || (major == 4 && minor < 1)) {
        return unusable(
            program
                + " is too old ("
                + version.group()
                + ", 4.1 is needed); tools/install-criu makes a newer one available"
                + " [EMULATOR_UNUSABLE_CRIU]");
      }
      List<String> missing = missingCapabilities();
      if (!missing.isEmpty()) {
        return unusable(
            "CRIU needs root, or the capabilities "
                + String.join(", ", missing)
                + ", which this process does not have; as root, give them with: setpriv --reuid=USER"
                + " --init-groups --inh-caps=+"
                + String.join(",+", missing)
                + " --ambient-caps=+"
                + String.join(",+", missing)
                + " COMMAND [EMULATOR_NO_CAPABILITIES]");
      }
      List<String> options = isRoot() ? List.of() : List.of("--unprivileged");
      List<String> command = new ArrayList<>(List.of(program.toString(), "check"));
      command.addAll(options);
      String check = output(command.toArray(String[]::new));
      if (!check.contains("Looks good")) {
        return unusable(
            "criu check failed, the kernel or the container does not let it work: "
                + lastLine(check)
                + " [EMULATOR_CRIU_NOT_ALLOWED]");
      }
      // what clones are started with: a process namespace of their own
      String namespace = output("unshare", "-p", "-f", "--mount-proc", "echo", "works");
      if (!namespace.contains("works")) {
        return unusable(
            "there are no process namespaces here, which the program unshare makes: "
                + lastLine(namespace)
                + " [EMULATOR_CRIU_NOT_ALLOWED]");
      }
      return new Criu(program, options, "CRIU " + version.group(1) + "." + version.group(2));
    } catch (IOException e) {
      return unusable(
          "cannot run " + program + ": " + e.getMessage() + " [EMULATOR_UNUSABLE_CRIU]");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unusable("interrupted while " + program + " was examined");
    }
  }

  private static boolean isRoot() throws IOException {
    return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
  }

  private static List<String> missingCapabilities() throws IOException {
    long effective = 0;
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("CapEff:")) {
        effective = Long.parseUnsignedLong(line.substring("CapEff:".length()).strip(), 16);
      }
    }
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, Integer> capability : new TreeMap<>(CAPABILITIES).entrySet()) {
      if ((effective >> capability.getValue() & 1) == 0) {
        missing.add(capability.getKey());
      }
    }
    return missing;
  }

  private static String output(String... command) throws IOException, InterruptedException {
    return ShortProgram.run(List.of(command), PATIENCE).output();
  }

  private static String lastLine(String text) {
    String[] lines = text.strip().split("\\R", -1);
    return lines[lines.length - 1];
  }
}
