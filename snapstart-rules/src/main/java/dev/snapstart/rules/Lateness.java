package dev.snapstart.rules;

import org.objectweb.asm.Opcodes;

/** How fields are filled after init: lazily, or again when they have grown old. */
final class Lateness {

  private final Reach reach;
  private final FieldWrites writes;

  Lateness(Reach reach, FieldWrites writes) {
    this.reach = reach;
    this.writes = writes;
  }

  /** Whether a field that the value stays by is filled when it is asked for and empty. */
  boolean isLazy(Fate fate) {
    for (FieldReference field : fate.fields()) {
      for (FieldWrites.Write write : writes.of(field)) {
        for (Guard guard : write.method().body().guards(write.site())) {
          if (isEmptyTest(guard) && reads(write.method(), guard.left(), field)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /**
   * Whether the value is a time that is compared with a new one to replace what it belongs to: then
   * it is only replaced a little earlier in a clone.
   */
  boolean isAge(Sink sink, Fate fate) {
    return sink.pattern() == Pattern.SNAP_TIMESTAMP
        && !fate.fields().isEmpty()
        && fate.fields().stream().allMatch(this::isRenewedByAge);
  }

  private boolean isRenewedByAge(FieldReference field) {
    ClassModel owner = reach.program().application(field.owner());
    if (owner == null) {
      return false;
    }
    for (MethodModel method : owner.methods()) {
      if (method.name().startsWith("<")) {
        continue;
      }
      for (Site site : method.body().sites()) {
        if (site instanceof FieldWrite write
            && reach.program().declared(write.field()).equals(field)
            && method.body().guards(write).stream()
                .anyMatch(guard -> comesFrom(method, guard, field))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean comesFrom(MethodModel method, Guard guard, FieldReference field) {
    return comesFrom(method, guard.left(), field, 0) || comesFrom(method, guard.right(), field, 0);
  }

  private boolean comesFrom(MethodModel method, OriginSet value, FieldReference field, int depth) {
    for (int number : value.stream().toArray()) {
      Origin origin = method.body().origin(number);
      if (origin instanceof Origin.Difference difference
          && (reads(method, difference.left(), field)
              || reads(method, difference.right(), field))) {
        return true;
      }
      if (origin instanceof Origin.Comparison comparison
          && depth < 4
          && (comesFrom(method, comparison.left(), field, depth + 1)
              || comesFrom(method, comparison.right(), field, depth + 1))) {
        return true;
      }
      if (origin instanceof Origin.Result result
          && depth < 4
          && isAgeCall(method, result, field, depth)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAgeCall(
      MethodModel method, Origin.Result result, FieldReference field, int depth) {
    Call call = result.call();
    boolean compares =
        call.target().name().equals("isAfter")
            || call.target().name().equals("isBefore")
            || call.target().name().equals("between")
            || call.target().name().equals("until");
    for (OriginSet argument : call.arguments()) {
      if ((compares && readsThrough(method, argument, field))
          || comesFrom(method, argument, field, depth + 1)) {
        return true;
      }
    }
    return false;
  }

  private boolean readsThrough(MethodModel method, OriginSet value, FieldReference field) {
    return reads(method, value, field)
        || value.stream()
            .mapToObj(method.body()::origin)
            .anyMatch(origin ->
                origin instanceof Origin.Result result
                    && reads(method, result.call().receiver(), field));
  }

  private boolean reads(MethodModel method, OriginSet value, FieldReference field) {
    return value.stream()
        .mapToObj(method.body()::origin)
        .anyMatch(origin ->
            origin instanceof Origin.FieldRead read
                && reach.program().declared(read.field()).equals(field));
  }

  private static boolean isEmptyTest(Guard guard) {
    return switch (guard.opcode()) {
      case Opcodes.IFNULL -> guard.jumps();
      case Opcodes.IFNONNULL -> !guard.jumps();
      case Opcodes.IFEQ, Opcodes.IFNE -> true;
      default -> false;
    };
  }
}
