package dev.snapstart.runtime;

/**
 * What every loop needs of the function that it serves. Shared by all loops.
 *
 * @param handler the user's code, one instance however many loops there are
 * @param config what the environment says, after a restore that of the restored process
 * @param log the function's log
 * @param scope tells the process of the invocation that it serves
 * @param classPath whose loader user code runs with
 * @param requestIds where logging libraries look for the request id
 */
record LoadedFunction(
    Handler handler,
    RuntimeConfig config,
    LogLines log,
    InvocationScope scope,
    FunctionClassPath classPath,
    ThreadMap[] requestIds) {

  /** The same function in another environment. */
  LoadedFunction restoredTo(RuntimeConfig restored) {
    return new LoadedFunction(handler, restored, log, scope, classPath, requestIds);
  }

  /** Does once before a snapshot what every clone would set up in its first invocation. */
  void prime() {
    for (ThreadMap map : requestIds) {
      map.put("");
      map.put(null);
    }
  }

  /** An invocation begins on the calling thread. */
  void begin(Invocation invocation) {
    scope.begin(invocation);
    for (ThreadMap map : requestIds) {
      map.put(invocation.requestId());
    }
    // the handler of the last invocation may have left another one
    Thread.currentThread().setContextClassLoader(classPath.loader());
  }

  /** The invocation ends: nothing of it may be left for the next one. */
  void end() {
    log.flush();
    scope.end();
    for (ThreadMap map : requestIds) {
      map.put(null);
    }
  }
}
