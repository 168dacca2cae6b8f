package dev.snapstart.benchmarks.functions.plain;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.HashMap;
import java.util.Map;

/** Answers an HTTP request with its path. */
public final class Http implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

  /** Primes, where that is wanted. */
  public Http() {
    if (System.getenv("PRIME") != null) {
      Prime.with(() -> handleRequest(new APIGatewayV2HTTPEvent(), null));
    }
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "text/plain");
    APIGatewayV2HTTPResponse response = new APIGatewayV2HTTPResponse();
    response.setStatusCode(200);
    response.setHeaders(headers);
    response.setBody(event.getRawPath());
    return response;
  }
}
