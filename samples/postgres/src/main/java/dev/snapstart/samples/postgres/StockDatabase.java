package dev.snapstart.samples.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What is known of the database. */
final class StockDatabase {

  static final String USER = "stock";

  private StockDatabase() {}

  static String url() {
    return System.getenv("DATABASE");
  }

  /** The password of today: from a file here, from a secrets manager on AWS. */
  static String password() throws IOException {
    return Files.readString(Path.of(System.getenv("PASSWORD_FILE")));
  }

  /** How many pieces there are; 0 of a product that is not known. */
  static int pieces(Connection connection, String product) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select pieces from stock where product = ?")) {
      query.setString(1, product);
      try (ResultSet found = query.executeQuery()) {
        return found.next() ? found.getInt(1) : 0;
      }
    }
  }
}
