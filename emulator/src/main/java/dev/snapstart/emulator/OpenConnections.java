package dev.snapstart.emulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The TCP connections of processes, as Linux tells of them in {@code /proc}. */
final class OpenConnections {

  /** Closed and listening: what a snapshot can hold. */
  private static final Set<String> HARMLESS = Set.of("07", "0A");

  private static final String LISTENING = "0A";

  /** How {@code OpenResources} of snapstart-hooks begins a line. */
  private static final String TOLD = "still open before the checkpoint: ";

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final long PAUSE_MILLIS = 5;
  private static final List<String> TABLES = List.of("tcp", "tcp6");

  private OpenConnections() {}

  /** A socket of the kernel's table. */
  private record Entry(
      String local, int localPort, String peer, int peerPort, String state, String inode) {

    static @Nullable Entry of(String line) {
      String[] fields = line.strip().split("\\s+", -1);
      if (fields.length < 10 || !fields[1].contains(":")) {
        return null;
      }
      return new Entry(
          address(fields[1]),
          port(fields[1]),
          address(fields[2]),
          port(fields[2]),
          fields[3],
          fields[9]);
    }
  }

  /**
   * The connections of a process that it does not close in a while, for a message.
   *
   * @param printed what the process printed, where snapstart-hooks may have told who opened them
   */
  static List<String> lasting(long pid, List<String> printed) throws InterruptedException {
    List<String> connections = new ArrayList<>();
    for (String connection : lasting(pid)) {
      String peer = " to " + connection.substring(0, connection.indexOf(' ')) + " ";
      String told =
          printed.stream()
              .filter(line -> line.startsWith(TOLD) && line.contains(peer))
              .reduce("", (before, line) -> ": " + line.substring(TOLD.length()));
      connections.add(connection + told);
    }
    return connections;
  }

  /** The same without what was printed. */
  static List<String> lasting(long pid) throws InterruptedException {
    Deadline deadline = Deadline.in(PATIENCE);
    List<String> open = of(pid);
    while (!open.isEmpty() && !deadline.left().isZero()) {
      Thread.sleep(PAUSE_MILLIS);
      open = of(pid);
    }
    return open;
  }

  /**
   * Breaks the connections of a process as their peers may have done meanwhile, but for those to
   * one port.
   *
   * @throws IllegalStateException if that cannot be done here, with the reason
   */
  static void breakAll(long pid, int exceptPort) throws InterruptedException {
    for (Entry entry : open(pid)) {
      if (entry.peerPort() != exceptPort) {
        String said;
        try {
          List<String> command =
              List.of(
                  "ss",
                  "--kill",
                  "--tcp",
                  "src",
                  end(entry.local(), entry.localPort()),
                  "dst",
                  end(entry.peer(), entry.peerPort()));
          said = ShortProgram.run(command, PATIENCE).output();
        } catch (IOException e) {
          said = "the program ss of the package iproute2 cannot be run: " + e.getMessage();
        }
        if (open(pid).stream().anyMatch(each -> each.inode().equals(entry.inode()))) {
          throw new IllegalStateException(
              "cannot break the connection to "
                  + entry.peer()
                  + ":"
                  + entry.peerPort()
                  + ", which needs root and a kernel with INET_DIAG_DESTROY: "
                  + said.strip()
                  + " [EMULATOR_CONNECTION_NOT_BROKEN]");
        }
      }
    }
  }

  private static String end(String address, int port) {
    return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
  }

  /** Connections of a process, for a message: descriptor and peer. */
  private static List<String> of(long pid) {
    Map<String, String> descriptors = descriptors(pid);
    List<String> connections = new ArrayList<>();
    for (Entry entry : open(pid)) {
      String descriptor = descriptors.get(entry.inode());
      connections.add(entry.peer() + ":" + entry.peerPort() + " (descriptor " + descriptor + ")");
    }
    return connections;
  }

  /** The ports that a process listens on. */
  static SortedSet<Integer> listening(long pid) {
    Map<String, String> descriptors = descriptors(pid);
    SortedSet<Integer> ports = new TreeSet<>();
    for (Entry entry : entries(pid)) {
      if (entry.state().equals(LISTENING) && descriptors.containsKey(entry.inode())) {
        ports.add(entry.localPort());
      }
    }
    return ports;
  }

  private static List<Entry> open(long pid) {
    Map<String, String> descriptors = descriptors(pid);
    List<Entry> open = entries(pid);
    open.removeIf(
        each -> !descriptors.containsKey(each.inode()) || HARMLESS.contains(each.state()));
    return open;
  }

  /** The number of the client's end of a connection to one of our ports; null if it is gone. */
  static @Nullable String client(int port, int clientPort) {
    for (Entry entry : entries(ProcessHandle.current().pid())) {
      if (entry.localPort() == clientPort && entry.peerPort() == port) {
        return entry.inode();
      }
    }
    return null;
  }

  /** Whether a process has a socket open. */
  static boolean holds(long pid, String inode) {
    return descriptors(pid).containsKey(inode);
  }

  /** Descriptors of the process by the numbers of their sockets. */
  private static Map<String, String> descriptors(long pid) {
    Map<String, String> descriptors = new HashMap<>();
    try (DirectoryStream<Path> open =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
      for (Path descriptor : open) {
        String target = target(descriptor);
        if (target.startsWith("socket:[")) {
          descriptors.put(
              target.substring("socket:[".length(), target.length() - 1),
              descriptor.getFileName().toString());
        }
      }
    } catch (IOException ignored) {
      // the process is gone, and its sockets with it
    }
    return descriptors;
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException ignored) {
      // closed meanwhile
      return "";
    }
  }

  private static List<Entry> entries(long pid) {
    List<Entry> entries = new ArrayList<>();
    for (String table : TABLES) {
      try {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "net", table))) {
          Entry entry = Entry.of(line);
          if (entry != null) {
            entries.add(entry);
          }
        }
      } catch (IOException ignored) {
        // a system without this table has no such sockets
      }
    }
    return entries;
  }

  private static int port(String hex) {
    return Integer.parseInt(hex.substring(hex.indexOf(':') + 1), 16);
  }

  /** {@code 0100007F:1F90} is 127.0.0.1: words of four bytes, the last byte first. */
  private static String address(String hex) {
    byte[] bytes = new byte[hex.indexOf(':') / 2];
    for (int i = 0; i < bytes.length; i++) {
      int at = (i / 4 * 4 + 3 - i % 4) * 2;
      bytes[i] = (byte) Integer.parseInt(hex.substring(at, at + 2), 16);
    }
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      return hex;
    }
  }
}
