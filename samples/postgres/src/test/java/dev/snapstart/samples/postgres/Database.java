package dev.snapstart.samples.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A real PostgreSQL with a stock, which lets its user in with the right password only. */
final class Database implements AutoCloseable {

  private final EmbeddedPostgres postgres;
  private final Path passwordFile;

  Database(Path directory) throws IOException, SQLException {
    Path data = directory.resolve("data");
    passwordFile = directory.resolve("password");
    postgres = EmbeddedPostgres.builder().setDataDirectory(data).start();
    execute("create role stock login", "create table stock (product text primary key, pieces int)");
    execute("insert into stock values ('P-1', 42)", "grant select on stock to stock");
    // as it is set up, it would believe everybody
    Files.write(
        data.resolve("pg_hba.conf"),
        List.of("host all postgres all trust", "host all all all scram-sha-256"));
    execute("select pg_reload_conf()");
  }

  String url() {
    return "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres";
  }

  int port() {
    return postgres.getPort();
  }

  Path passwordFile() {
    return passwordFile;
  }

  /** Changes the password and ends the sessions that were opened with the old one. */
  void rotate(String password) throws IOException, SQLException {
    execute(
        "alter role stock password '" + password + "'",
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'stock'");
    Files.writeString(passwordFile, password);
  }

  /** How many the function has, as the server counts them. */
  int connections() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet count =
            statement.executeQuery(
                "select count(*) from pg_stat_activity where usename = 'stock'")) {
      count.next();
      return count.getInt(1);
    }
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }

  private void execute(String... commands) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), "postgres", "");
  }
}
