package dev.snapstart.emulator;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one address of the Runtime API that all clones of a snapshot have in their memory. Which
 * clone a connection is from, the kernel tells: the socket at its other end is open in one of its
 * processes. Safe for use by many threads.
 */
final class ClonePort implements AutoCloseable {

  private static final int ATTEMPTS = 50;
  private static final long PAUSE_NANOS = 2_000_000;

  private final int port;
  private final Set<Sandbox> clones = new CopyOnWriteArraySet<>();
  private final ServerSocket listener;

  private ClonePort(ServerSocket listener) {
    this.port = listener.getLocalPort();
    this.listener = listener;
  }

  /** Listens at once. */
  static ClonePort open(int port) throws IOException {
    ClonePort opened = new ClonePort(LoopbackServer.bind(port));
    Thread acceptor = new Thread(opened::accept, "clones-of-" + port);
    acceptor.setDaemon(true);
    acceptor.start();
    return opened;
  }

  /** From here on connections of the clone are served. */
  void add(Sandbox clone) {
    clones.removeIf(Sandbox::isClosed);
    clones.add(clone);
  }

  /** All that were added and are not closed yet. */
  Set<Sandbox> clones() {
    return clones;
  }

  boolean isClosed() {
    return listener.isClosed();
  }

  @Override
  public void close() {
    LoopbackServer.closeQuietly(listener);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        pass(listener.accept());
      } catch (IOException e) {
        // closed, or this process has no descriptor left for now
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void pass(Socket connection) {
    try {
      Sandbox clone = cloneOf(connection.getPort());
      if (clone != null) {
        clone.server().adopt(connection);
        return;
      }
    } catch (IOException ignored) {
      // the connection is broken already
    }
    // somebody else on this machine, or a clone that ended meanwhile
    LoopbackServer.closeQuietly(connection);
  }

  private @Nullable Sandbox cloneOf(int clientPort) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      String inode = OpenConnections.client(port, clientPort);
      for (Sandbox clone : clones) {
        if (inode != null && clone.host().hasSocket(inode)) {
          return clone;
        }
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return null;
  }
}
