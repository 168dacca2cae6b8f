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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    return CheckpointHooks.hook("open resources")
        .priority(Integer.MAX_VALUE)
        .bestEffort()
        .beforeCheckpoint(OpenResources::print)
        .register();
  }

  /**
   * Looks at the process.
   *
   * @return sockets, files and threads, in that order
   */
  public static List<OpenResource> find() {
    List<OpenResource> found = new ArrayList<>();
    addDescriptors(found);
    found.sort((a, b) -> a.kind().compareTo(b.kind()));
    Thread[] threads = new Thread[2 * Thread.activeCount() + 16];
    int count = Thread.currentThread().getThreadGroup().enumerate(threads);
    for (Thread thread : Arrays.asList(threads).subList(0, count)) {
      if (!thread.isDaemon() && thread.getId() != 1 && !thread.equals(Thread.currentThread())) {
        String state = thread.getState().name();
        found.add(new OpenResource(Kind.THREAD, "\"" + thread.getName() + "\" " + state));
      }
    }
    return found;
  }

  private static void print() {
    for (OpenResource open : find()) {
      System.err.println(
          "still open before the checkpoint: " + open.kind() + " " + open.description());
    }
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
        found.add(new OpenResource(Kind.SOCKET, "descriptor " + number + ", " + address));
      } else if (target.startsWith("/") && isOfTheProgram(target, home)) {
        found.add(new OpenResource(Kind.FILE, "descriptor " + number + ", " + target));
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
