package dev.snapstart.samples.postgres;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** Connects once, with the password of the day on which it was published. */
public final class BrokenStock implements RequestHandler<String, Integer> {

  private final HikariDataSource pool;

  /**
   * Connects.
   *
   * @throws IOException when the password cannot be read
   */
  public BrokenStock() throws IOException {
    HikariConfig settings = new HikariConfig();
    settings.setPoolName("stock");
    settings.setJdbcUrl(StockDatabase.url());
    settings.setUsername(StockDatabase.USER);
    settings.setPassword(StockDatabase.password());
    settings.setMaximumPoolSize(1);
    settings.setConnectionTimeout(2000);
    pool = new HikariDataSource(settings); // HIT SNAP_CONNECTION
  }

  @Override
  public Integer handleRequest(String product, Context context) {
    try (Connection connection = pool.getConnection()) {
      return StockDatabase.pieces(connection, product);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot look up " + product, e);
    }
  }
}
