package orders;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

public final class Orders implements RequestHandler<String, String> {
  private final int workers = Runtime.getRuntime().availableProcessors();

  @Override
  public String handleRequest(String event, Context context) {
    return event + workers;
  }
}
