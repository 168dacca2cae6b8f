package dev.snapstart.rules;

import java.util.Set;

/** Which calls of libraries run the functions that they are given or hold, and which keep them. */
final class Callbacks {

  private static final Set<String> IN_COLLECTIONS =
      Set.of(
          "forEach",
          "forEachOrdered",
          "forEachRemaining",
          "removeIf",
          "replaceAll",
          "sort",
          "setAll",
          "parallelSetAll",
          "toArray",
          "computeIfAbsent",
          "computeIfPresent",
          "compute",
          "merge",
          "updateAndGet",
          "getAndUpdate",
          "accumulateAndGet",
          "requireNonNullElseGet");

  private static final Set<String> IN_EXECUTORS =
      Set.of("execute", "submit", "invokeAll", "invokeAny", "invoke", "schedule", "call");

  private static final Set<String> NOW =
      Set.of(
          "java/security/AccessController.doPrivileged",
          "java/lang/Thread.startVirtualThread",
          "java/lang/ScopedValue.callWhere",
          "io/vavr/control/Try.of",
          "com/google/common/cache/Cache.get",
          "com/github/benmanes/caffeine/cache/Cache.get",
          "org/springframework/transaction/support/TransactionTemplate.execute",
          "org/springframework/retry/support/RetryTemplate.execute");

  private static final Set<String> RUN =
      Set.of(
          "java/lang/ThreadLocal.get",
          "java/lang/Thread.start",
          "java/lang/Thread.run",
          "java/lang/Runnable.run",
          "java/util/concurrent/Callable.call",
          "java/util/concurrent/FutureTask.run",
          "kotlin/Lazy.getValue",
          "com/google/common/base/Supplier.get",
          "com/google/common/cache/LoadingCache.get",
          "com/google/common/cache/LoadingCache.getUnchecked",
          "com/github/benmanes/caffeine/cache/LoadingCache.get",
          "dev/snapstart/hooks/PerRestore.get",
          "dev/snapstart/hooks/Secret.use",
          "dev/snapstart/hooks/connections/RebuiltClient.use");

  private Callbacks() {}

  /** Whether a call runs the functions among its arguments before init is over. */
  static boolean runsArguments(MethodReference target) {
    String owner = target.owner();
    String name = target.name();
    if (owner.startsWith("java/util/stream/")
        || owner.startsWith("java/util/Optional")
        || owner.equals("java/util/concurrent/CompletableFuture")
        || owner.startsWith("java/lang/Thread$Builder")
        || owner.startsWith("kotlin/sequences/")
        || owner.startsWith("kotlin/collections/")
        || owner.startsWith("software/amazon/awssdk/")
        || owner.startsWith("org/springframework/jdbc/")) {
      return !name.equals("unstarted") && !name.equals("factory");
    }
    if (NOW.contains(owner + "." + name) || isPriming(target)) {
      return true;
    }
    boolean collection = owner.startsWith("java/util/") || owner.equals("java/lang/Iterable");
    return (collection && IN_COLLECTIONS.contains(name))
        || (owner.startsWith("java/util/concurrent/")
            && IN_EXECUTORS.stream().anyMatch(name::startsWith));
  }

  /** Whether a call runs the function that its receiver holds. */
  static boolean runsHeld(MethodReference target) {
    return target.owner().startsWith("java/util/function/")
        || target.owner().startsWith("java/util/stream/")
        || target.owner().startsWith("kotlin/jvm/functions/")
        || RUN.contains(target.owner() + "." + target.name());
  }

  /** The type by which a library knows what its holder runs, if that is not the holder's own. */
  static String known(MethodReference target) {
    return switch (target.owner()) {
      case "com/google/common/cache/LoadingCache" -> "com/google/common/cache/CacheLoader";
      case "com/github/benmanes/caffeine/cache/LoadingCache" ->
          "com/github/benmanes/caffeine/cache/CacheLoader";
      default -> target.owner();
    };
  }

  /** Whether what a holder makes is made again after each restore, whoever asked for it before. */
  static boolean isManaged(MethodReference target) {
    return target.owner().startsWith("dev/snapstart/hooks/") && runsHeld(target);
  }

  /** Whether a call hands our hooks library work for before the checkpoint. */
  static boolean isPriming(MethodReference target) {
    return target.owner().startsWith("dev/snapstart/hooks/")
        && (target.name().equals("beforeCheckpoint")
            || target.owner().equals("dev/snapstart/hooks/Priming"));
  }
}
