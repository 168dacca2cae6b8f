package dev.snapstart.samples.streaming;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.IntConsumer;

/** Three pages of orders and an empty one; a test says what happens before each is answered. */
final class PageServer implements AutoCloseable {

  static final int LAST = 3;

  private final HttpServer server;
  private final IntConsumer beforePage;

  /** Answers with status 500 where {@code beforePage} throws. */
  PageServer(IntConsumer beforePage) throws IOException {
    this.beforePage = beforePage;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  static String page(int number) {
    return number > LAST ? "" : "100" + number + ",Ann,1800\n";
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private void answer(HttpExchange exchange) throws IOException {
    int number = Integer.parseInt(exchange.getRequestURI().getPath().replaceAll("\\D", ""));
    try (exchange) {
      try {
        beforePage.accept(number);
      } catch (IllegalStateException | AssertionError e) {
        exchange.sendResponseHeaders(500, -1);
        return;
      }
      byte[] page = page(number).getBytes(US_ASCII);
      exchange.sendResponseHeaders(200, page.length == 0 ? -1 : page.length);
      exchange.getResponseBody().write(page);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
