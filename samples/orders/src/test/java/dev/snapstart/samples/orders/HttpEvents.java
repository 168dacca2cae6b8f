package dev.snapstart.samples.orders;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

/** Events of API Gateway with what the handler looks at. */
final class HttpEvents {

  private HttpEvents() {}

  static APIGatewayV2HTTPEvent event(String method, String path, String body, boolean base64) {
    return APIGatewayV2HTTPEvent.builder()
        .withRequestContext(
            APIGatewayV2HTTPEvent.RequestContext.builder()
                .withHttp(
                    APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                        .withMethod(method)
                        .withPath(path)
                        .build())
                .build())
        .withBody(body)
        .withIsBase64Encoded(base64)
        .build();
  }
}
