package dev.snapstart.runtime.crac;

import java.util.ArrayList;
import java.util.List;

/**
 * The resources in order of registration. Hooks run without its lock, so they may register, from
 * any thread.
 */
final class OrderedContext implements Context<Resource> {

  private final List<Resource> resources = new ArrayList<>();

  @Override
  @SuppressWarnings("ReferenceEquality") // equal resources are two, the same one is one
  public void register(Resource resource) {
    synchronized (resources) {
      for (Resource known : resources) {
        if (known == resource) {
          return;
        }
      }
      resources.add(resource);
    }
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) throws CheckpointException {
    List<Throwable> failures = new ArrayList<>();
    Resource[] registered = registered();
    for (int i = registered.length - 1; i >= 0; i--) {
      try {
        registered[i].beforeCheckpoint(this);
      } catch (Throwable e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw withFailures(
          new CheckpointException(describe("before the checkpoint", failures)), failures);
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) throws RestoreException {
    List<Throwable> failures = new ArrayList<>();
    for (Resource resource : registered()) {
      try {
        resource.afterRestore(this);
      } catch (Throwable e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw withFailures(new RestoreException(describe("after the restore", failures)), failures);
    }
  }

  private Resource[] registered() {
    synchronized (resources) {
      return resources.toArray(new Resource[0]);
    }
  }

  private static <E extends Exception> E withFailures(E exception, List<Throwable> failures) {
    for (Throwable failure : failures) {
      exception.addSuppressed(failure);
    }
    return exception;
  }

  private static String describe(String when, List<Throwable> failures) {
    StringBuilder message = new StringBuilder();
    message.append(failures.size()).append(failures.size() == 1 ? " hook" : " hooks");
    message.append(" failed ").append(when);
    String separator = ": ";
    for (Throwable failure : failures) {
      message.append(separator).append(failure);
      // a nested context's exception says nothing itself, its suppressed ones do
      for (Throwable nested :
          failure.getMessage() == null ? failure.getSuppressed() : new Throwable[0]) {
        message.append(" (").append(nested).append(')');
      }
      separator = "; ";
    }
    return message.toString();
  }
}
