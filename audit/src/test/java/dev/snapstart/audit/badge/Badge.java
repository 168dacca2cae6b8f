package dev.snapstart.audit.badge;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.snapstart.hooks.CheckpointHooks;
import java.util.Map;
import java.util.UUID;

/** A function with two ids, one of which is made again after each restore. */
public final class Badge implements RequestHandler<Map<String, String>, String> {

  private final UUID id = UUID.randomUUID();
  private volatile UUID renewed = UUID.randomUUID();
  private final Object unused = new Unused();
  private final Used used = new Used();

  /** Nobody calls it. */
  public static final class Unused {}

  /** Something that invocations call. */
  public static final class Used {
    String call() {
      return "used";
    }
  }

  /** Registers the hook. */
  public Badge() {
    CheckpointHooks.afterRestore("id", () -> renewed = UUID.randomUUID());
  }

  @Override
  public String handleRequest(Map<String, String> event, Context context) {
    return used.call() + id + renewed + (unused == null);
  }
}
