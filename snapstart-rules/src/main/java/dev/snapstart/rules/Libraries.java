package dev.snapstart.rules;

import java.util.Set;
import org.objectweb.asm.Type;

/** What code that is not analysed does with values: rules of thumb that hold for most libraries. */
final class Libraries {

  /**
   * Where an argument of a call goes.
   *
   * @param toResult whether the result holds it, or was made from it
   * @param toReceiver whether the object that was called holds it afterwards
   * @param toArgument the argument that holds it afterwards, or -1
   * @param forever whether something static holds it afterwards
   */
  record Transfer(boolean toResult, boolean toReceiver, int toArgument, boolean forever) {}

  private static final Set<String> MEASURES =
      Set.of(
          "size", "length", "hashCode", "compareTo", "compare", "indexOf", "ordinal", "getClass");

  private static final Set<String> CHANGES =
      Set.of(
          "set",
          "add",
          "put",
          "append",
          "insert",
          "push",
          "offer",
          "with",
          "register",
          "store",
          "write");
  private static final Set<String> CHANGES_EXACTLY =
      Set.of("getAndSet", "compareAndSet", "lazySet", "merge", "replace", "accept", "complete");
  private static final Set<String> VIEWS =
      Set.of("get", "getOrDefault", "computeIfAbsent", "values", "entrySet", "keySet", "subList");
  private static final Set<String> VALUES = Set.of("java/time/", "java/math/", "java/lang/String");
  private static final Set<String> DIGESTS =
      Set.of("java/security/", "javax/crypto/", "java/util/zip/");
  private static final Set<String> IN_MEMORY =
      Set.of("java/io/ByteArrayOutputStream", "java/io/StringWriter", "java/io/CharArrayWriter");
  private static final Set<String> TALKERS =
      Set.of(
          "Logger",
          "PrintStream",
          "LoggingEventBuilder",
          "Client",
          "Template",
          "Statement",
          "OutputStream",
          "Writer");
  private static final Set<String> MEMORIES =
      Set.of(
          "java/lang/ThreadLocal.get",
          "java/util/function/Supplier.get",
          "java/util/concurrent/FutureTask.run",
          "com/google/common/cache/LoadingCache.get",
          "com/google/common/cache/LoadingCache.getUnchecked",
          "com/google/common/cache/Cache.get",
          "com/github/benmanes/caffeine/cache/LoadingCache.get",
          "com/github/benmanes/caffeine/cache/Cache.get",
          "kotlin/Lazy.getValue",
          "com/google/common/base/Supplier.get");
  private static final Set<String> STATIC_STORES =
      Set.of(
          "java/lang/System.setProperty",
          "org/slf4j/MDC.put",
          "java/util/Locale.setDefault",
          "com/google/inject/binder/LinkedBindingBuilder.toInstance");

  private Libraries() {}

  static Transfer transfer(Call call, int index) {
    MethodReference target = call.target();
    String name = target.name();
    if (isTalk(target.owner()) && call.hasReceiver() && !target.isConstructor()) {
      return new Transfer(false, false, -1, false);
    }
    boolean receiver = call.hasReceiver() && index == 0;
    boolean changes = call.hasReceiver() && !receiver && changes(call);
    boolean fluent = call.returnType().getSort() == Type.OBJECT;
    boolean toResult =
        call.returnType().getSort() != Type.BOOLEAN
            && !MEASURES.contains(name)
            && (!changes || fluent);
    return new Transfer(
        toResult,
        changes,
        filled(call, index),
        STATIC_STORES.contains(target.owner() + "." + name) && index > 0);
  }

  /** How the result of a call has to do with a value that one of its arguments has to do with. */
  static Step.Relation relation(Step.Relation argument, Call call, int index) {
    MethodReference target = call.target();
    if (call.hasReceiver() && index == 0) {
      return isStillHolder(call) ? argument : argument.taken();
    }
    if (target.owner().equals("java/util/Objects") && target.name().startsWith("requireNonNull")) {
      return argument;
    }
    String result = call.returnType().getDescriptor();
    boolean text = result.equals("Ljava/lang/String;") || result.length() == 1;
    return text ? Step.Relation.DERIVED : argument.passed();
  }

  /** Iterators, streams and views of a collection hold what it holds, and so do its entries. */
  private static boolean isStillHolder(Call call) {
    String result = call.returnType().getDescriptor();
    return call.target().owner().equals("java/util/Map$Entry")
        || (call.target().owner().startsWith("java/util/") && result.startsWith("Ljava/util/"))
        || (call.target().owner().startsWith("java/lang/Iterable") && result.length() > 1);
  }

  /** Whether a call makes a number of all that a value is. */
  static boolean isDigest(Call call) {
    return call.target().name().equals("hashCode");
  }

  /** Whether a call decides something by what a value is. */
  static boolean isDecision(Call call, int index) {
    String name = call.target().name();
    boolean compares =
        name.startsWith("isBefore")
            || name.startsWith("isAfter")
            || name.startsWith("before")
            || name.startsWith("after")
            || name.startsWith("compare");
    return compares || (call.hasReceiver() && index == 0 && name.equals("nextBoolean"));
  }

  /** Whether what a call gives back is a part of the receiver, so that changes are seen there. */
  static boolean isView(Call call) {
    MethodReference target = call.target();
    return call.hasReceiver()
        && !isTalk(target.owner())
        && (VIEWS.contains(target.name()) || isFluent(call) || isChained(call));
  }

  /** What is changed and gives back itself, to be changed again. */
  private static boolean isChained(Call call) {
    String owner = call.target().owner();
    return changes(call)
        && call.returnType().getSort() == Type.OBJECT
        && call.returnType().getInternalName().equals(owner)
        && VALUES.stream().noneMatch(owner::startsWith);
  }

  /** Whether a map, a reference or a lazy value keeps what its function returns. */
  static boolean storesResults(MethodReference target) {
    return MEMORIES.contains(target.owner() + "." + target.name()) || storesInCollection(target);
  }

  private static boolean storesInCollection(MethodReference target) {
    return switch (target.name()) {
      case "computeIfAbsent",
          "compute",
          "computeIfPresent",
          "merge",
          "replaceAll",
          "setAll",
          "updateAndGet",
          "getAndUpdate",
          "parallelSetAll" ->
          target.owner().startsWith("java/util/");
      default -> false;
    };
  }

  private static boolean changes(Call call) {
    String name = call.target().name();
    return call.target().isConstructor()
        || CHANGES_EXACTLY.contains(name)
        || (name.equals("update") && DIGESTS.stream().anyMatch(call.target().owner()::startsWith))
        || CHANGES.stream().anyMatch(name::startsWith)
        || isFluent(call);
  }

  /** Builders give back themselves. */
  private static boolean isFluent(Call call) {
    return call.hasReceiver()
        && call.returnType().getSort() == Type.OBJECT
        && call.returnType().getInternalName().equals(call.target().owner())
        && call.target().owner().endsWith("Builder");
  }

  /** Loggers, meters, streams and remote services are told values and keep none in this process. */
  private static boolean isTalk(String owner) {
    return (TALKERS.stream().anyMatch(owner::endsWith) && !IN_MEMORY.contains(owner))
        || owner.startsWith("io/micrometer/")
        || (owner.startsWith("software/amazon/awssdk/services/") && owner.endsWith("Waiter"));
  }

  private static int filled(Call call, int index) {
    MethodReference target = call.target();
    return switch (target.owner() + "." + target.name()) {
      case "java/lang/System.arraycopy" -> index == 0 ? 2 : -1;
      case "java/util/Collections.addAll", "java/util/Arrays.fill", "java/util/Collections.fill" ->
          index > 0 ? 0 : -1;
      default -> target.name().equals("nextBytes") && index == 0 ? 1 : -1;
    };
  }
}
