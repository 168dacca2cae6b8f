package dev.snapstart.samples.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One table behind the API of DynamoDB: GetItem and PutItem, for keys that have not expired. */
final class FakeDynamoDb implements AutoCloseable {

  private static final Pattern ACCESS_KEY = Pattern.compile("Credential=([^/]+)/");

  private final HttpServer server;
  private final Map<String, Object> items = new TreeMap<>();
  private final Set<String> accessKeys = new LinkedHashSet<>();
  private final Set<String> expired = new LinkedHashSet<>();
  private int requests;

  FakeDynamoDb() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String uri() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The customers who have a cart. */
  synchronized Set<String> customers() {
    return Set.copyOf(items.keySet());
  }

  /** What requests that were answered were signed with, since the last keys expired. */
  synchronized Set<String> accessKeys() {
    return Set.copyOf(accessKeys);
  }

  synchronized int requests() {
    return requests;
  }

  /** No key opens the table any more but those that are handed out from now on. */
  synchronized void expire(String accessKey) {
    expired.addAll(accessKeys);
    expired.add(accessKey);
    accessKeys.clear();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    Map<String, Object> request = JSON.std.mapFrom(exchange.getRequestBody());
    Matcher accessKey = ACCESS_KEY.matcher(authorization == null ? "" : authorization);
    Map<String, ?> answer =
        accessKey.find()
            ? answer(accessKey.group(1), target, request)
            : error("MissingAuthenticationTokenException", "not signed");
    byte[] body = JSON.std.asString(answer).getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(answer.containsKey("__type") ? 400 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private synchronized Map<String, ?> answer(
      String accessKey, String target, Map<String, Object> request) {
    requests++;
    if (expired.contains(accessKey)) {
      return error(
          "ExpiredTokenException", "The security token included in the request is expired");
    }
    accessKeys.add(accessKey);
    if ("DynamoDB_20120810.GetItem".equals(target)) {
      Object item = items.get(customer(request.get("Key")));
      return item == null ? Map.of() : Map.of("Item", item);
    }
    if ("DynamoDB_20120810.PutItem".equals(target)) {
      items.put(customer(request.get("Item")), request.get("Item"));
      return Map.of();
    }
    return error("UnknownOperationException", target);
  }

  private static String customer(Object item) {
    Object attribute = ((Map<?, ?>) item).get("customer");
    return (String) ((Map<?, ?>) attribute).get("S");
  }

  private static Map<String, ?> error(String type, String message) {
    return Map.of("__type", "com.amazonaws.dynamodb.v20120810#" + type, "message", message);
  }
}
