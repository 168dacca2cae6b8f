package dev.snapstart.runtime;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The main class of a function process: loads the handler, passes the checkpoint and serves
 * invocations until the platform ends the process.
 *
 * <p>{@code java -cp function.jar:lib/* dev.snapstart.runtime.Bootstrap [handler]}. The handler is
 * the first argument or, without one, the variable {@code _HANDLER}: {@code com.acme.Orders} for a
 * class that implements one of Lambda's two interfaces, {@code com.acme.Orders::price} for any
 * other method. The process ends with status 1 when the function cannot be initialised or the
 * Runtime API fails, and with 64 when a hook fails.
 */
public final class Bootstrap {

  /** Where org.crac looks for the name of the package that implements it. */
  private static final String CRAC_IMPLEMENTATION_PROPERTY = "org.crac.Core.Compat";

  private final String[] arguments;
  private RuntimeConfig config;
  private RuntimeApi api;

  private Bootstrap(String[] arguments, RuntimeConfig config) {
    this.arguments = arguments;
    this.config = config;
    this.api = new HttpRuntimeApi(config.endpoint());
  }

  /**
   * Runs a function. Does not return: the process exits when the function ends.
   *
   * @param arguments the handler's name, or nothing
   */
  public static void main(String[] arguments) {
    System.exit(start(arguments).code());
  }

  private static ExitStatus start(String[] arguments) {
    RuntimeConfig config;
    try {
      config = RuntimeConfig.ofProcess(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return ExitStatus.INIT_FAILED;
    }
    try {
      return new Bootstrap(arguments, config).run();
    } catch (IOException e) {
      LogLines.print("cannot report a failure to the Runtime API", e);
      return ExitStatus.RUNTIME_API_FAILED;
    }
  }

  private ExitStatus run() throws IOException {
    provideCrac();
    Handler handler;
    try {
      handler = HandlerLoader.load(config.handler());
    } catch (HandlerLoadException e) {
      LogLines.print(e.getMessage(), e.reported());
      api.failInit(InvocationError.of(e.category(), e.reported(), e.getMessage()));
      return ExitStatus.INIT_FAILED;
    }
    @Nullable ExitStatus end = Checkpoint.of(config).pass(api);
    if (end != null) {
      return end;
    }
    if (config.snapStart()) {
      // the environment is the restored process's now, and so may be the Runtime API's address
      config = RuntimeConfig.ofProcess(arguments);
      api = new HttpRuntimeApi(config.endpoint());
    }
    return new InvocationLoop(api, config, handler).run();
  }

  /** Must come before any user code: org.crac looks for its implementation once. */
  private static void provideCrac() {
    if (System.getProperty(CRAC_IMPLEMENTATION_PROPERTY) == null) {
      System.setProperty(CRAC_IMPLEMENTATION_PROPERTY, Bootstrap.class.getPackageName() + ".crac");
    }
  }
}
