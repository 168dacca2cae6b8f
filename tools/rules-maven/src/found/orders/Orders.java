package orders;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.UUID;

public final class Orders implements RequestHandler<String, String> {
  private final String series = UUID.randomUUID().toString();

  @Override
  public String handleRequest(String event, Context context) {
    return series;
  }
}
