package dev.snapstart.hooks.connections;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A real PostgreSQL that can be stopped and started where it was. */
final class Database implements AutoCloseable {

  private static final String APPLICATION = "under-test";

  private final Path data;
  private EmbeddedPostgres postgres;
  private final int port;

  Database(Path data) throws IOException {
    this.data = data;
    postgres = EmbeddedPostgres.builder().setDataDirectory(data).start();
    port = postgres.getPort();
  }

  /** For the pools under test, so that the server can count their connections. */
  String url() {
    return url(APPLICATION);
  }

  int port() {
    return port;
  }

  void stop() throws IOException {
    postgres.close();
  }

  void start() throws IOException {
    postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(port)
            .start();
  }

  void restart() throws IOException {
    stop();
    start();
  }

  /** How many connections under test the server itself has. */
  int connections() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url("counting"));
        Statement statement = connection.createStatement();
        ResultSet count =
            statement.executeQuery(
                "select count(*) from pg_stat_activity where application_name = '"
                    + APPLICATION
                    + "'")) {
      count.next();
      return count.getInt(1);
    }
  }

  /** What a function does with a connection. */
  static int use(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("select 42")) {
      answer.next();
      return answer.getInt(1);
    }
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }

  private String url(String application) {
    return "jdbc:postgresql://localhost:"
        + port
        + "/postgres?user=postgres&connectTimeout=2&ApplicationName="
        + application;
  }
}
