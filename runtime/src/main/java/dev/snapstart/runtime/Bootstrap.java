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

  private static final String CRAC_IMPLEMENTATION = "dev.snapstart.crac";

  /** Whether {@code Method.invoke} does without method handles; JDK 18 and newer look once. */
  static final String NATIVE_REFLECTION_PROPERTY = "jdk.reflect.useNativeAccessorOnly";

  private final String[] arguments;
  private final RuntimeConfig config;
  private final RuntimeApi api;
  private final FunctionClassPath classPath;
  private final InvocationScope scope;
  private final LogLines log;

  private Bootstrap(String[] arguments, RuntimeConfig config) {
    this.arguments = arguments;
    this.config = config;
    this.api = new HttpRuntimeApi(config.endpoint());
    this.classPath = FunctionClassPath.of(config.taskRoot());
    this.scope = config.isConcurrent() ? new ThreadScope(classPath) : new ProcessScope();
    this.log = new LogLines(config.logs(), scope);
  }

  /**
   * Runs a function. Does not return: the process exits when the function ends.
   *
   * @param arguments the handler's name, or nothing
   */
  public static void main(String[] arguments) {
    exit(start(arguments));
  }

  /** Ends the process; the only place that does. */
  static void exit(ExitStatus status) {
    System.exit(status.code());
  }

  private static ExitStatus start(String[] arguments) {
    RuntimeConfig config;
    try {
      config = RuntimeConfig.ofProcess(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return ExitStatus.INIT_FAILED;
    }
    Bootstrap bootstrap = new Bootstrap(arguments, config);
    try {
      return bootstrap.run();
    } catch (IOException e) {
      bootstrap.log.print("cannot report a failure to the Runtime API [RUNTIME_API_FAILED]", e);
      return ExitStatus.RUNTIME_API_FAILED;
    }
  }

  private ExitStatus run() throws IOException {
    prepareProcess();
    LoadedFunction function;
    try {
      Handler handler = HandlerLoader.load(config.handler());
      function =
          new LoadedFunction(
              handler, config, log, scope, classPath, ThreadMap.ofLoggers(classPath));
    } catch (HandlerLoadException e) {
      Throwable trace = e.trace();
      if (trace == null) {
        log.error(e.getMessage());
      } else {
        log.print(e.getMessage(), trace);
      }
      log.flush();
      api.failInit(InvocationError.of(e.category(), e.reported(), e.getMessage()));
      return ExitStatus.INIT_FAILED;
    }
    if (config.snapStart()) {
      function.prime();
    }
    InternalExtension extension = startExtension();
    log.flush();
    @Nullable ExitStatus end = Checkpoint.of(config, log).pass(api);
    if (end != null) {
      return end;
    }
    if (config.isConcurrent()) {
      return ConcurrentLoops.run(function);
    }
    return config.snapStart()
        ? runRestored(function, extension)
        : new InvocationLoop(api, function, extension).run();
  }

  /** The environment is the restored process's now, and so may be the Runtime API's address. */
  private ExitStatus runRestored(LoadedFunction function, @Nullable InternalExtension extension) {
    RuntimeConfig restored = RuntimeConfig.ofProcess(arguments);
    RuntimeApi restoredApi = new HttpRuntimeApi(restored.endpoint());
    return new InvocationLoop(restoredApi, function.restoredTo(restored), extension).run();
  }

  /** What user code may rely on from its first line on. */
  private void prepareProcess() {
    // org.crac looks for its implementation once
    if (System.getProperty(CRAC_IMPLEMENTATION_PROPERTY) == null) {
      System.setProperty(CRAC_IMPLEMENTATION_PROPERTY, CRAC_IMPLEMENTATION);
    }
    // method handles would cost the first answer more than they save in 20,000 (decision 0023)
    boolean shortLived = !config.snapStart() && !config.isConcurrent();
    if (shortLived && System.getProperty(NATIVE_REFLECTION_PROPERTY) == null) {
      System.setProperty(NATIVE_REFLECTION_PROPERTY, "true");
    }
    if (config.negativeDnsTtl() != null) {
      DnsCache.keepFailures(config.negativeDnsTtl());
    }
    if (config.snapStart()) {
      DnsCache.prepare();
    }
    Thread.currentThread().setContextClassLoader(classPath.loader());
    log.install();
    for (String warning : config.warnings()) {
      log.warn(warning);
    }
    String misfit = StartupArchive.misfit();
    if (misfit != null) {
      log.warn(misfit);
    }
  }

  /** A function that has no work outside of invocations does without an extension. */
  private @Nullable InternalExtension startExtension() {
    Lifecycle.initialised();
    boolean atShutdown = !Lifecycle.shutdownTasks().isEmpty();
    if (atShutdown) {
      ShutdownSignal.listen(log);
    }
    return atShutdown || (Lifecycle.wantsAfterResponse() && !config.isConcurrent())
        ? InternalExtension.start(config.endpoint(), log)
        : null;
  }
}
