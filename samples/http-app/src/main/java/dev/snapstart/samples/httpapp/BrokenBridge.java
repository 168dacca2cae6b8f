package dev.snapstart.samples.httpapp;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * Starts the application on its port, which {@code PORT} names, and talks to it as a client, which
 * stays connected.
 */
public final class BrokenBridge
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * Runs the application's main method and waits for its first answer.
   *
   * @throws ReflectiveOperationException when there is no such method, or it fails
   * @throws IOException when the application does not answer
   * @throws InterruptedException when the thread is interrupted
   */
  public BrokenBridge() throws ReflectiveOperationException, IOException, InterruptedException {
    HttpBridge.runMain(System.getenv("APPLICATION"));
    send("GET", "/", ""); // BROKEN: the connection is kept alive, and in the snapshot
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    String method = event.getRequestContext().getHttp().getMethod();
    try {
      HttpResponse<String> answer =
          send(method, event.getRawPath(), event.getBody() == null ? "" : event.getBody());
      return APIGatewayV2HTTPResponse.builder()
          .withStatusCode(answer.statusCode())
          .withBody(answer.body())
          .build();
    } catch (IOException e) {
      throw new IllegalStateException("the application failed at " + event.getRawPath(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at " + event.getRawPath(), e);
    }
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + System.getenv("PORT") + path))
            .method(method, BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString()); // HIT SNAP_CONNECTION
  }
}
