package dev.snapstart.samples.broken;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Random;
import java.util.Timer;
import java.util.TimerTask;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Draws winners, as long as there is one of it. */
@SpringBootApplication
@RestController
public class BrokenWebApplication {

  private final Random draw = new Random(); // HIT SNAP_RNG_STATE
  private volatile int winner;

  /** Draws a winner each minute. */
  public BrokenWebApplication() {
    Timer timer = new Timer("draw"); // HIT SNAP_THREAD_TIMER
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            winner = draw.nextInt(100);
          }
        },
        0,
        60_000);
  }

  /**
   * Starts it.
   *
   * @param arguments of Spring Boot
   */
  public static void main(String[] arguments) {
    SpringApplication.run(BrokenWebApplication.class, arguments);
  }

  /**
   * Connects as soon as Spring starts.
   *
   * @return the connection of all requests
   * @throws SQLException when there is no database
   */
  @Bean
  public Connection winners() throws SQLException {
    return DriverManager.getConnection("jdbc:postgresql://winners/all"); // HIT SNAP_CONNECTION
  }

  /**
   * Tells the winner.
   *
   * @return its number
   */
  @GetMapping("/winner")
  public Map<String, Integer> winner() {
    return Map.of("winner", winner);
  }
}
