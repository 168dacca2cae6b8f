package dev.snapstart.audit.warehouse;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;

/** A function with a context of Spring and a pool of Hikari. Its comments say what is wrong. */
public final class Warehouse implements RequestHandler<Map<String, String>, String> {

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext(Beans.class);

  @Override
  public String handleRequest(Map<String, String> event, Context unused) {
    return context.getBean(Stock.class).count() + " articles";
  }

  /** What Spring makes. */
  @Configuration
  @EnableTransactionManagement
  static class Beans {

    // FINDS CONNECTION_POOL Warehouse$Stock.jdbc → JdbcTemplate.dataSource → HikariDataSource.pool
    // → com.zaxxer.hikari.pool.HikariPool

    // FINDS THREAD_LOCAL_RANDOM static java.util.concurrent.ThreadLocalRandom.seeder →
    // java.util.concurrent.atomic.AtomicLong

    // FINDS SHA1PRNG static org.h2.util.MathUtils.secureRandom → sun.security.provider.SecureRandom

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource() {
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl("jdbc:h2:mem:warehouse");
      config.setMaximumPoolSize(3);
      return new HikariDataSource(config);
    }

    @Bean
    JdbcTemplate jdbc(DataSource dataSource) {
      return new JdbcTemplate(dataSource);
    }

    @Bean
    PlatformTransactionManager transactions(DataSource dataSource) {
      return new DataSourceTransactionManager(dataSource);
    }

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }

    @Bean
    Stock stock(JdbcTemplate jdbc) {
      return new Stock(jdbc);
    }
  }

  /** A service of the application. */
  static class Stock {

    // FINDS UUID Warehouse$Stock.node → java.util.UUID
    private final UUID node = UUID.randomUUID();

    private final JdbcTemplate jdbc;

    Stock(JdbcTemplate jdbc) {
      this.jdbc = jdbc;
      jdbc.execute("create table if not exists article (id identity primary key, name varchar)");
    }

    @Transactional
    public long count() {
      Long count = jdbc.queryForObject("select count(*) from article", Long.class);
      return count == null ? 0 : count;
    }

    @Override
    public String toString() {
      return "stock of " + node;
    }
  }
}
