package dev.snapstart.samples.web;

import java.util.Map;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A web application that knows nothing of snapshots. */
@SpringBootApplication
@RestController
public class WebApplication {

  /** Made when the context is refreshed, so all clones of one image have the same. */
  private final UUID madeBeforeTheCheckpoint = UUID.randomUUID();

  /** Made by Spring. */
  public WebApplication() {}

  /**
   * Starts it.
   *
   * @param arguments of Spring Boot, such as {@code --server.port=0}
   */
  public static void main(String[] arguments) {
    SpringApplication.run(WebApplication.class, arguments);
  }

  /**
   * Greets somebody.
   *
   * @param name whom
   * @return the greeting, and an id that tells images apart
   */
  @GetMapping("/hello/{name}")
  public Map<String, String> hello(@PathVariable String name) {
    return Map.of("greeting", "Hello " + name, "image", madeBeforeTheCheckpoint.toString());
  }
}
