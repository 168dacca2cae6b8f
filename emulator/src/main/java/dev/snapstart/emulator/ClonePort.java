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
  private @Nullable ServerSocket listener;

  ClonePort(int port) {
    this.port = port;
  }

  /** From here on connections of the clone are served. */
  void add(Sandbox clone) {
    clones.removeIf(Sandbox::isClosed);
    clones.add(clone);
  }

  /** Listens, if it does not yet. */
  synchronized void open() throws IOException {
    if (listener == null) {
      ServerSocket socket = LoopbackServer.bind(port);
      listener = socket;
      Thread acceptor = new Thread(() -> accept(socket), "clones-of-" + port);
      acceptor.setDaemon(true);
      acceptor.start();
    }
  }

  @Override
  public synchronized void close() {
    if (listener != null) {
      LoopbackServer.closeQuietly(listener);
    }
  }

  private void accept(ServerSocket socket) {
    while (true) {
      try {
        pass(socket.accept());
      } catch (IOException ignored) {
        // the listener was closed: the snapshot is at its end
        return;
      }
    }
  }

  private void pass(Socket connection) throws IOException {
    Sandbox clone = cloneOf(connection.getPort());
    if (clone == null) {
      // somebody else on this machine, or a clone that ended meanwhile
      connection.close();
    } else {
      clone.server().adopt(connection);
    }
  }

  private @Nullable Sandbox cloneOf(int clientPort) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      String inode = OpenConnections.client(port, clientPort);
      for (Sandbox clone : clones) {
        if (inode != null && clone.hasSocket(inode)) {
          return clone;
        }
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return null;
  }
}
