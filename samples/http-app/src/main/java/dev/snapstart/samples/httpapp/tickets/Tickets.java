package dev.snapstart.samples.httpapp.tickets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/** Sells tickets: {@code POST /tickets} with a name gives one, {@code GET /} says hello. */
public final class Tickets {

  private Tickets() {}

  /**
   * Starts the server.
   *
   * @param arguments none; the variable {@code PORT} says where to listen
   * @throws IOException when the port cannot be had
   */
  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.createContext("/", exchange -> answer(exchange, 200, "hello from " + port + "\n"));
    server.createContext("/tickets", Tickets::sell).getFilters().add(new PostOnly());
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.start();
    System.out.println("ticket " + number() + " is the house's own");
  }

  private static void sell(HttpExchange exchange) throws IOException {
    String name = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    long number = number();
    exchange.getResponseHeaders().add("Set-Cookie", "ticket=" + number);
    answer(exchange, 201, "ticket " + number + " for " + name + "\n");
  }

  private static long number() {
    return ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static final class PostOnly extends Filter {

    @Override
    public String description() {
      return "refuses all but POST";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
      if (exchange.getRequestMethod().equals("POST")) {
        chain.doFilter(exchange);
      } else {
        exchange.sendResponseHeaders(405, -1);
        exchange.close();
      }
    }
  }
}
