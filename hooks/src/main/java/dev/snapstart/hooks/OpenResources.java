package dev.snapstart.hooks;

import dev.snapstart.hooks.OpenResource.Kind;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What this process holds open: sockets with their addresses, files, threads that are no daemons.
 * Read from {@code /proc}, so sockets and files are known on Linux only; elsewhere there are
 * threads. Thread-safe.
 */
public final class OpenResources {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final String[] TABLES = {"tcp", "tcp6", "udp", "udp6"};
  private static final String[] TCP_STATES = {
    "",
    "established",
    "connecting",
    "connecting",
    "closing",
    "closing",
    "closing",
    "closing",
    "closing by the peer",
    "closing",
    "listening",
    "closing"
  };

  private OpenResources() {}

  /**
   * Prints what is still open before each checkpoint, one line each to the standard error, when the
   * other hooks have run.
   *
   * @return a handle that ends it
   */
  public static HookRegistration reportBeforeCheckpoint() {
    return register(() -> print(find()));
  }

  /**
   * Prints what is still open before the first checkpoint, and which code used it first. For that
   * the JVM's flight recorder watches from now on, so this is for finding out and not for
   * production: the recorder's threads are in the snapshot. Where the JVM has none, owners are not
   * told.
   *
   * @return a handle that ends the report; the recorder ends with the first one
   */
  public static HookRegistration reportOwnersBeforeCheckpoint() {
    AtomicReference<@Nullable ResourceOwners> watching = new AtomicReference<>();
    try {
      watching.set(new ResourceOwners());
    } catch (NoClassDefFoundError | RuntimeException e) {
      System.err.println(
          "cannot tell who opens what, going on without: "
              + ReportText.describe(e)
              + " [HOOKS_NO_FLIGHT_RECORDER]");
    }
    return register(() -> {
      ResourceOwners owners = watching.getAndSet(null);
      Map<String, String> known = owners == null ? Map.of() : owners.end();
      print(withOwners(find(), known));
    });
  }

  /**
   * Looks at the process.
   *
   * @return sockets, files and threads, in that order; owners of threads only
   */
  public static List<OpenResource> find() {
    List<OpenResource> found = new ArrayList<>();
    addDescriptors(found);
    found.sort((a, b) -> a.kind().compareTo(b.kind()));
    for (Map.Entry<Thread, StackTraceElement[]> running : Thread.getAllStackTraces().entrySet()) {
      Thread thread = running.getKey();
      if (!thread.isDaemon() && thread.getId() != 1 && !thread.equals(Thread.currentThread())) {
        String state = "\"" + thread.getName() + "\" " + thread.getState().name();
        found.add(new OpenResource(Kind.THREAD, state, position(running.getValue())));
      }
    }
    return found;
  }

  private static HookRegistration register(Hook report) {
    return CheckpointHooks.hook("open resources")
        .priority(Integer.MAX_VALUE)
        .bestEffort()
        .beforeCheckpoint(report)
        .register();
  }

  private static void print(List<OpenResource> found) {
    for (OpenResource open : found) {
      System.err.println("still open before the checkpoint: " + open);
    }
  }

  private static List<OpenResource> withOwners(
      List<OpenResource> found, Map<String, String> owners) {
    List<OpenResource> named = new ArrayList<>();
    for (OpenResource open : found) {
      String owner = open.owner();
      for (Map.Entry<String, String> known : owners.entrySet()) {
        if (open.description().contains(" to " + known.getKey() + " ")
            || open.description().endsWith(", " + known.getKey())) {
          owner = known.getValue();
        }
      }
      named.add(new OpenResource(open.kind(), open.description(), owner));
    }
    return named;
  }

  /** The innermost frame that is not the JDK's, if there is one. */
  private static @Nullable String position(StackTraceElement[] frames) {
    for (StackTraceElement frame : frames) {
      if (frame.getModuleName() == null || !frame.getModuleName().startsWith("java.")) {
        return frame.toString();
      }
    }
    return null;
  }

  private static void addDescriptors(List<OpenResource> found) {
    String[] numbers = DESCRIPTORS.toFile().list();
    if (numbers == null) {
      return;
    }
    Map<String, String> sockets = sockets();
    String home = System.getProperty("java.home");
    for (String number : numbers) {
      String target;
      try {
        target = Files.readSymbolicLink(DESCRIPTORS.resolve(number)).toString();
      } catch (IOException ignored) {
        // closed meanwhile, as that of this very listing
        continue;
      }
      if (target.startsWith("socket:[")) {
        String inode = target.substring("socket:[".length(), target.length() - 1);
        String address = sockets.getOrDefault(inode, "of another kind");
        found.add(new OpenResource(Kind.SOCKET, "descriptor " + number + ", " + address, null));
      } else if (target.startsWith("/") && isOfTheProgram(target, home)) {
        found.add(new OpenResource(Kind.FILE, "descriptor " + number + ", " + target, null));
      }
    }
  }

  private static boolean isOfTheProgram(String file, String home) {
    return !file.startsWith(home)
        && !file.startsWith("/dev/")
        && !file.startsWith("/proc/")
        && !file.endsWith(".jar")
        && !file.endsWith("classes.jsa");
  }

  /** Addresses and states by the numbers of the sockets. */
  private static Map<String, String> sockets() {
    Map<String, String> sockets = new HashMap<>();
    for (String table : TABLES) {
      File file = new File("/proc/self/net/" + table);
      try (BufferedReader lines =
          Files.newBufferedReader(file.toPath(), StandardCharsets.US_ASCII)) {
        lines.readLine();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          String[] fields = line.strip().split("\\s+", -1);
          if (fields.length > 9) {
            int state = Integer.parseInt(fields[3], 16);
            boolean tcp = table.startsWith("tcp") && state < TCP_STATES.length;
            sockets.put(
                fields[9],
                table
                    + " "
                    + address(fields[1])
                    + " to "
                    + address(fields[2])
                    + (tcp ? " " + TCP_STATES[state] : ""));
          }
        }
      } catch (IOException | NumberFormatException ignored) {
        // a system without this table has no such sockets, or does not tell
      }
    }
    return sockets;
  }

  /** {@code 0100007F:1F90} is 127.0.0.1:8080: words of four bytes, the last byte first. */
  private static String address(String hex) {
    int colon = hex.indexOf(':');
    int port = Integer.parseInt(hex.substring(colon + 1), 16);
    byte[] bytes = new byte[colon / 2];
    for (int i = 0; i < bytes.length; i++) {
      int at = (i / 4 * 4 + 3 - i % 4) * 2;
      bytes[i] = (byte) Integer.parseInt(hex.substring(at, at + 2), 16);
    }
    try {
      String host = InetAddress.getByAddress(bytes).getHostAddress();
      return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    } catch (UnknownHostException e) {
      return hex;
    }
  }
}
