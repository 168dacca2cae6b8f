package orders;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.util.UUID;

public final class Orders implements RequestHandler<String, String> {
  private final String series;

  @SuppressFBWarnings(value = "SNAP_UNIQUE_VALUE", justification = "all clones are one series")
  public Orders() {
    series = UUID.randomUUID().toString();
  }

  @Override
  public String handleRequest(String event, Context context) {
    return series;
  }
}
