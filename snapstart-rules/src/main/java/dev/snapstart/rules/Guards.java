package dev.snapstart.rules;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** What conditions say: code that does not run before a checkpoint on Lambda, or only maybe. */
final class Guards {

  /** How much a condition takes from a finding. */
  enum Weight {
    /** Nothing. */
    NONE,
    /** A level of priority. */
    LOWERS,
    /** All of it. */
    EXCLUDES
  }

  /** Of AWS's services, as tests and desks set them; a database's own is none of these. */
  private static final Pattern LOCAL =
      Pattern.compile(
          "(.*(endpoint.?override|localstack|(^|[^a-z])local([^a-z]|$)|islocal|runninglocally).*)"
              + "|(.*(aws|sqs|sns|s3|dynamo.*|ssm|kms|sts|secrets.*|local).?endpoint.*)"
              + "|(endpoint(.?ur[il])?)");

  private static final Pattern LOCAL_VALUE = Pattern.compile("local.*|test|true|dev");

  private final Settings settings;
  private final IdentityHashMap<Guard, Weight> weights = new IdentityHashMap<>();

  Guards(Settings settings) {
    this.settings = settings;
  }

  Weight weight(MethodModel method, List<Guard> guards) {
    Weight heaviest = Weight.NONE;
    for (Guard guard : guards) {
      Weight weight = weight(method, guard);
      heaviest = weight.compareTo(heaviest) > 0 ? weight : heaviest;
    }
    return heaviest;
  }

  Weight weight(MethodModel method, Guard guard) {
    return weights.computeIfAbsent(guard, any -> find(method, guard));
  }

  private Weight find(MethodModel method, Guard guard) {
    if (method.name().endsWith("$default")
        || method.descriptor().contains("Lkotlin/jvm/internal/DefaultConstructorMarker;")) {
      return Weight.NONE;
    }
    boolean presence = guard.opcode() == Opcodes.IFNULL || guard.opcode() == Opcodes.IFNONNULL;
    if (!presence && guard.opcode() != Opcodes.IFEQ && guard.opcode() != Opcodes.IFNE) {
      return Weight.LOWERS;
    }
    boolean holds =
        (guard.opcode() == Opcodes.IFNONNULL || guard.opcode() == Opcodes.IFNE) == guard.jumps();
    if (isLazy(method.body(), guard.left())) {
      return Weight.NONE;
    }
    Settings.Test test = settings.test(method, guard.left(), holds, presence);
    Weight known = test == null ? null : weight(test);
    if (known != null) {
      return known;
    }
    return presence ? Weight.NONE : Weight.LOWERS;
  }

  /** What a condition on a setting says that we know; null if we do not. */
  private static @Nullable Weight weight(Settings.Test test) {
    String name = test.setting().toLowerCase(Locale.ROOT);
    if (name.equals("aws_lambda_initialization_type")) {
      return test.holds() == "snap-start".equals(test.value()) || test.value() == null
          ? Weight.NONE
          : Weight.EXCLUDES;
    }
    if (name.equals("aws_container_credentials_full_uri")) {
      return test.holds() ? Weight.NONE : Weight.EXCLUDES;
    }
    if (name.contains("snapstart") || name.contains("ispriming")) {
      return test.holds() ? Weight.NONE : Weight.EXCLUDES;
    }
    boolean localValue = isLocalValue(test.value());
    if (LOCAL.matcher(name).matches() && (test.value() == null || localValue)) {
      return test.holds() ? Weight.EXCLUDES : Weight.NONE;
    }
    if (localValue && test.holds() && test.value() != null && test.value().startsWith("local")) {
      return Weight.EXCLUDES;
    }
    return null;
  }

  private static boolean isLocalValue(@Nullable String value) {
    return value != null && LOCAL_VALUE.matcher(value.toLowerCase(Locale.ROOT)).matches();
  }

  /**
   * Flags and lists that say whether something was made already hold no one back the first time.
   */
  private static boolean isLazy(MethodBody body, OriginSet tested) {
    return tested.stream()
        .mapToObj(body::origin)
        .anyMatch(origin ->
            origin instanceof Origin.Result result
                && (result.call().target().name().equals("compareAndSet")
                    || result.call().target().name().equals("isClosed")));
  }
}
