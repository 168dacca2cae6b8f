package dev.snapstart.samples.postgres;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import dev.snapstart.hooks.Priming;
import dev.snapstart.hooks.Secret;
import dev.snapstart.hooks.connections.HikariPools;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Answers how many pieces of a product there are, from a database that every clone connects to. */
public final class StockHandler implements RequestHandler<String, Integer> {

  /** Overwritten before the snapshot; a password that changes later is noticed after a minute. */
  private final Secret password =
      Secret.of(
          "password of stock", () -> StockDatabase.password().toCharArray(), Duration.ofMinutes(1));

  private final HikariDataSource pool;

  /** Connects and looks up a product before the snapshot; nothing of the connection is in it. */
  public StockHandler() {
    HikariConfig settings = new HikariConfig();
    settings.setPoolName("stock");
    settings.setJdbcUrl(StockDatabase.url());
    // asked for every connection that is opened, so a clone connects with the password of its day
    settings.setCredentialsProvider(this::credentials);
    settings.setMaximumPoolSize(1);
    settings.setAllowPoolSuspension(true);
    pool = new HikariDataSource(settings);
    HikariPools.hook(pool).register();
    // runs before the pool is emptied: last registered is first before the checkpoint
    Priming.handler("look up a product", this, "P-1");
  }

  @Override
  public Integer handleRequest(String product, Context context) {
    try (Connection connection = pool.getConnection()) {
      return StockDatabase.pieces(connection, product);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot look up " + product, e);
    }
  }

  private Credentials credentials() {
    try {
      return password.use(current -> Credentials.of(StockDatabase.USER, new String(current)));
    } catch (Exception e) {
      throw new IllegalStateException("cannot fetch the password of stock", e);
    }
  }
}
