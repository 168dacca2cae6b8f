package dev.snapstart.hooks.fakecrac;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An implementation for org.crac to find. Unlike a real one it holds what org.crac gives it
 * strongly, and can be asked to notify one phase at a time; org.crac's own proxies hold the
 * resources behind them weakly all the same.
 */
public final class Core {

  private static final List<Resource> REGISTERED = Collections.synchronizedList(new ArrayList<>());

  /** Who holds this keeps others from registering, as AWS's context does while hooks run. */
  public static final Object REGISTRATION = new Object();

  private static final Context<Resource> CONTEXT =
      new Context<>() {
        @Override
        public void register(Resource resource) {
          synchronized (REGISTRATION) {
            REGISTERED.add(resource);
          }
        }

        @Override
        public void beforeCheckpoint(Context<? extends Resource> context) throws Exception {
          for (Resource resource : new ArrayList<>(REGISTERED)) {
            resource.beforeCheckpoint(this);
          }
        }

        @Override
        public void afterRestore(Context<? extends Resource> context) throws Exception {
          for (Resource resource : new ArrayList<>(REGISTERED)) {
            resource.afterRestore(this);
          }
        }
      };

  private Core() {}

  public static Context<Resource> getGlobalContext() {
    return CONTEXT;
  }

  public static void checkpointRestore() throws CheckpointException, RestoreException {
    throw new UnsupportedOperationException("tests notify phase by phase");
  }

  /** How many resources org.crac has registered. */
  public static int registeredCount() {
    return REGISTERED.size();
  }
}
