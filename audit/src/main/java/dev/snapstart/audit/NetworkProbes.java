package dev.snapstart.audit;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sockets, channels, connections of databases, pools, and what names were resolved to. */
final class NetworkProbes {

  private static final int SOCKET_UNCONNECTED = 1;
  private static final int SOCKET_CONNECTED = 3;
  private static final int CHANNEL_CONNECTED = 2;
  private static final int DATAGRAM_CLOSING = 2;

  /** Drivers name them like this; wrappers of pools are not among them. */
  private static final String JDBC =
      "org\\.postgresql\\.jdbc\\.PgConnection"
          + "|org\\.h2\\.jdbc\\.JdbcConnection"
          + "|com\\.mysql\\.cj\\.jdbc\\.ConnectionImpl"
          + "|org\\.mariadb\\.jdbc\\.Connection"
          + "|oracle\\.jdbc\\.driver\\.\\w*Connection"
          + "|com\\.microsoft\\.sqlserver\\.jdbc\\.SQLServerConnection"
          + "|org\\.(hsqldb|sqlite)\\..*\\bJDBC4?Connection"
          + "|org\\.apache\\.derby\\..*\\.EmbedConnection\\d*"
          + "|com\\.ibm\\.db2\\.jcc\\..*Connection";

  private NetworkProbes() {}

  static void addTo(Probes probes) {
    probes.on("sun.nio.ch.NioSocketImpl", NetworkProbes::socket);
    probes.on("sun.nio.ch.SocketChannelImpl", NetworkProbes::channel);
    probes.on("sun.nio.ch.ServerSocketChannelImpl", NetworkProbes::serverChannel);
    probes.on("sun.nio.ch.DatagramChannelImpl", NetworkProbes::datagram);
    probes.onMatching(JDBC, NetworkProbes::connection);
    probes.on("com.zaxxer.hikari.pool.HikariPool", NetworkProbes::hikari);
    probes.on("org.apache.commons.pool2.impl.GenericObjectPool", NetworkProbes::commonsPool);
    probes.on("org.apache.tomcat.jdbc.pool.ConnectionPool", NetworkProbes::tomcatPool);
  }

  private static void socket(Instance socket, Consumer<Candidate> found) {
    long state = socket.number("state");
    long local = socket.number("localport");
    long remote = socket.number("port");
    if (state == SOCKET_CONNECTED) {
      String peer = address(socket.follow("address"));
      found.accept(
          Candidate.of(Kind.SOCKET, socket, "port " + local + " to " + peer + ":" + remote));
    } else if (state == SOCKET_UNCONNECTED && local > 0 && remote == 0) {
      found.accept(Candidate.of(Kind.SERVER_SOCKET, socket, "port " + local));
    }
  }

  private static void channel(Instance channel, Consumer<Candidate> found) {
    if (channel.number("state") == CHANNEL_CONNECTED && !channel.is("closed")) {
      found.accept(
          Candidate.of(
              Kind.SOCKET_CHANNEL,
              channel,
              "port "
                  + port(channel.follow("localAddress"))
                  + " to "
                  + socketAddress(channel.follow("remoteAddress"))));
    }
  }

  private static void serverChannel(Instance channel, Consumer<Candidate> found) {
    Instance local = channel.follow("localAddress");
    if (local != null && !channel.is("closed")) {
      found.accept(Candidate.of(Kind.SERVER_SOCKET, channel, "port " + port(local)));
    }
  }

  private static void datagram(Instance channel, Consumer<Candidate> found) {
    Instance local = channel.follow("localAddress");
    if (local != null && channel.number("state") < DATAGRAM_CLOSING && !channel.is("closed")) {
      found.accept(Candidate.of(Kind.DATAGRAM, channel, "port " + port(local)));
    }
  }

  private static void connection(Instance connection, Consumer<Candidate> found) {
    if (isOpen(connection)) {
      found.accept(Candidate.of(Kind.JDBC_CONNECTION, connection, connection.type().simpleName()));
    }
  }

  /** As far as the fields of well-known drivers tell. */
  private static boolean isOpen(Instance connection) {
    Instance h2 = connection.follow("session");
    if (connection.has("session") && connection.has("executingStatement")) {
      return h2 != null && !h2.is("closed");
    }
    Instance postgres = connection.follow("queryExecutor");
    if (postgres != null && postgres.is("closed")) {
      return false;
    }
    return !connection.is("closed") && !connection.is("isClosed");
  }

  private static void hikari(Instance pool, Consumer<Candidate> found) {
    Instance connections = pool.follow("connectionBag", "sharedList");
    if (connections != null) {
      int count = connections.heap().elements(connections.reference("array")).length;
      pool(pool, count, found);
    }
  }

  private static void commonsPool(Instance pool, Consumer<Candidate> found) {
    Instance created = pool.follow("createCount");
    pool(pool, created == null ? 0 : created.number("value"), found);
  }

  private static void tomcatPool(Instance pool, Consumer<Candidate> found) {
    Instance size = pool.follow("size");
    pool(pool, size == null ? 0 : size.number("value"), found);
  }

  private static void pool(Instance pool, long connections, Consumer<Candidate> found) {
    if (connections > 0) {
      found.accept(
          new Candidate(
              Kind.CONNECTION_POOL, pool.object(), null, "", connections + " connections"));
    }
  }

  private static String socketAddress(@Nullable Instance address) {
    Instance holder = address == null ? null : address.follow("holder");
    return holder == null ? "?" : address(holder.follow("addr")) + ":" + holder.number("port");
  }

  private static long port(@Nullable Instance address) {
    Instance holder = address == null ? null : address.follow("holder");
    return holder == null ? 0 : holder.number("port");
  }

  /** The numbers of an {@code InetAddress} of version 4, or the name it was made from. */
  static String address(@Nullable Instance address) {
    Instance holder = address == null ? null : address.follow("holder");
    if (holder == null) {
      return "?";
    }
    int bits = (int) holder.number("address");
    return bits == 0
        ? String.valueOf(holder.text("hostName"))
        : (bits >>> 24)
            + "."
            + (bits >>> 16 & 0xFF)
            + "."
            + (bits >>> 8 & 0xFF)
            + "."
            + (bits & 0xFF);
  }
}
