package dev.snapstart.benchmarks.process;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A DynamoDB that has one item. */
public final class LocalTable implements AutoCloseable {

  private static final byte[] ITEM =
      "{\"Item\":{\"id\":{\"S\":\"order-1\"}}}".getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;

  public LocalTable() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
          exchange.sendResponseHeaders(200, ITEM.length);
          exchange.getResponseBody().write(ITEM);
          exchange.close();
        });
    server.start();
  }

  /** The option with which a function finds it. */
  public String option() {
    return "-Dbenchmark.endpoint=http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
