package trial;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.snapstart.hooks.PerRestore;
import java.util.UUID;

/** Greets, and says which clone does. */
public final class Greeter implements RequestHandler<String, String> {

  private final PerRestore<UUID> series = PerRestore.of(UUID::randomUUID);

  @Override
  public String handleRequest(String name, Context context) {
    return "hello " + name + " from " + series.get();
  }
}
