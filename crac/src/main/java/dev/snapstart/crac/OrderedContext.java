package dev.snapstart.crac;

import java.lang.ref.Reference;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The resources in order of registration. Hooks run without its lock, so they may register, from
 * any thread.
 */
final class OrderedContext implements Context<Resource> {

  /** How org.crac names what it registers in the place of a user's resource. */
  private static final String ORG_CRAC = "org.crac.ResourceWrapper[";

  private final List<Resource> resources = new ArrayList<>();

  /** The classes of the users' own resources, in the order of those. */
  private final List<String> classNames = new ArrayList<>();

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
      classNames.add(classOf(resource));
    }
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) throws CheckpointException {
    tellOfLost();
    List<Throwable> failures = new ArrayList<>();
    List<Resource> failed = new ArrayList<>();
    Resource[] registered = registered();
    for (int i = registered.length - 1; i >= 0; i--) {
      try {
        registered[i].beforeCheckpoint(this);
      } catch (Throwable e) {
        failures.add(e);
        failed.add(registered[i]);
      }
    }
    if (!failures.isEmpty()) {
      throw withFailures(
          new CheckpointException(describe("before the checkpoint", failed, failures)), failures);
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) throws RestoreException {
    List<Throwable> failures = new ArrayList<>();
    List<Resource> failed = new ArrayList<>();
    for (Resource resource : registered()) {
      try {
        resource.afterRestore(this);
      } catch (Throwable e) {
        failures.add(e);
        failed.add(resource);
      }
    }
    if (!failures.isEmpty()) {
      throw withFailures(
          new RestoreException(describe("after the restore", failed, failures)), failures);
    }
  }

  /**
   * org.crac holds a user's resource weakly, and what stands for a resource that is gone does
   * nothing.
   */
  private void tellOfLost() {
    synchronized (resources) {
      for (int i = 0; i < resources.size(); i++) {
        Reference<?> held = heldByOrgCrac(resources.get(i));
        if (held != null && held.refersTo(null)) {
          System.err.println(
              "the hooks of a "
                  + classNames.get(i)
                  + " do not run: it was garbage collected before the checkpoint, because nothing"
                  + " but its registration referred to it; keep it in a field"
                  + " [CRAC_RESOURCE_LOST]");
        }
      }
    }
  }

  private static String classOf(Resource resource) {
    Reference<?> held = heldByOrgCrac(resource);
    Object own = held == null ? resource : held.get();
    return own == null ? "resource" : own.getClass().getName();
  }

  /** Null for a resource that was registered with this context itself. */
  private static @Nullable Reference<?> heldByOrgCrac(Resource resource) {
    return Proxy.isProxyClass(resource.getClass())
            && Proxy.getInvocationHandler(resource) instanceof Reference<?> held
        ? held
        : null;
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

  private static String describe(String when, List<Resource> failed, List<Throwable> failures) {
    StringBuilder message = new StringBuilder();
    message.append(failures.size()).append(failures.size() == 1 ? " hook" : " hooks");
    message.append(" failed ").append(when);
    for (int i = 0; i < failures.size(); i++) {
      Throwable failure = failures.get(i);
      message.append(i == 0 ? ": " : "; ").append(nameOf(failed.get(i))).append(": ");
      message.append(failure);
      // a nested context's exception says nothing itself, its suppressed ones do
      for (Throwable nested :
          failure.getMessage() == null ? failure.getSuppressed() : new Throwable[0]) {
        message.append(" (").append(nested).append(')');
      }
    }
    return message.append(" [CRAC_HOOK_FAILED]").toString();
  }

  private static String nameOf(Resource resource) {
    try {
      String name = resource.toString();
      return name.startsWith(ORG_CRAC) && name.endsWith("]")
          ? name.substring(ORG_CRAC.length(), name.length() - 1)
          : name;
    } catch (RuntimeException | Error ignored) {
      // one that cannot say its name is called by that of its class
      return resource.getClass().getName();
    }
  }
}
