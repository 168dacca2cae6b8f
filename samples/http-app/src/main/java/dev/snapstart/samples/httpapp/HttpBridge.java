package dev.snapstart.samples.httpapp;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.snapstart.hooks.Priming;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Has an application that is written for {@link com.sun.net.httpserver.HttpServer} answer the
 * events of an HTTP API or a function URL. The variable {@code APPLICATION} names its main class,
 * which is run before the snapshot as it is; it gets a server that has no port, so there is nothing
 * to close and to open again.
 */
public final class HttpBridge
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

  private static final byte[] GET =
      ("{\"rawPath\":\"/\",\"rawQueryString\":\"\",\"headers\":{\"host\":\"localhost\"},"
              + "\"requestContext\":{\"http\":{\"method\":\"GET\",\"path\":\"/\","
              + "\"protocol\":\"HTTP/1.1\",\"sourceIp\":\"127.0.0.1\"}}}")
          .getBytes(StandardCharsets.UTF_8);

  private final PortlessServer server;

  /**
   * Runs the application's main method, and has {@code GET /} asked before the checkpoint.
   *
   * @throws ReflectiveOperationException when there is no such method, or it fails
   */
  public HttpBridge() throws ReflectiveOperationException {
    System.setProperty(
        "com.sun.net.httpserver.HttpServerProvider", PortlessProvider.class.getName());
    runMain(System.getenv("APPLICATION"));
    server = PortlessServer.started();
    // makes a hook, too, so that the JVM's random numbers begin anew in each clone
    Priming.handler("GET /", this, APIGatewayV2HTTPEvent.class, GET);
  }

  static void runMain(String application) throws ReflectiveOperationException {
    Class.forName(application)
        .getMethod("main", String[].class)
        .invoke(null, (Object) new String[0]);
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    try {
      EventExchange exchange = new EventExchange(event, server.getAddress());
      server.serve(exchange);
      return exchange.response();
    } catch (IOException e) {
      throw new IllegalStateException("the application failed at " + event.getRawPath(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at " + event.getRawPath(), e);
    }
  }
}
