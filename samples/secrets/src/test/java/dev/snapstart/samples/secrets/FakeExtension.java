package dev.snapstart.samples.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands out one secret, as AWS's extension does to those who send a token. */
final class FakeExtension implements AutoCloseable {

  private final HttpServer server;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile String secret = "";

  FakeExtension() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/secretsmanager/get", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** How often it was asked since the last rotation. */
  int requests() {
    return requests.get();
  }

  void rotate(String newSecret) {
    secret = newSecret;
    requests.set(0);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    String token = exchange.getRequestHeaders().getFirst("X-Aws-Parameters-Secrets-Token");
    boolean known = "secretId=signing-key".equals(exchange.getRequestURI().getQuery());
    int status = token == null || token.isEmpty() ? 401 : known ? 200 : 400;
    byte[] body =
        status == 200
            ? JSON.std
                .asString(
                    Map.of("Name", "signing-key", "SecretString", secret, "VersionId", "current"))
                .getBytes(UTF_8)
            : "no".getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
