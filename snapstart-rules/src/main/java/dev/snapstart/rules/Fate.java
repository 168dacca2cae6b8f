package dev.snapstart.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sees what becomes of a hazard: whether it stays, is closed, or is made good by a hook. */
final class Fate implements Watcher {

  private static final List<String> CLOSERS =
      List.of(
          "close",
          "disconnect",
          "shutdown",
          "stop",
          "delete",
          "release",
          "quit",
          "evict",
          "softEvict",
          "suspend",
          "invalidate");

  /** What a pool is told by something that was got from it. */
  private static final Set<String> VIA_VIEWS =
      Set.of("softEvictConnections", "suspendPool", "evict", "evictAll");

  private static final Set<String> ENDS =
      Set.of(
          "join",
          "get",
          "cancel",
          "awaitTermination",
          "waitFor",
          "interrupt",
          "destroy",
          "await",
          "invokeAll",
          "resultNow",
          "getNow");

  private final Sink sink;
  private final Reach reach;
  private final RestoreEffects restored;
  private final Set<String> kept;
  private final Roots roots;
  private boolean closed;
  private boolean madeGood;
  private @Nullable Step stays;
  private List<FieldReference> fields = List.of();

  Fate(Sink sink, Reach reach, RestoreEffects restored, Roots roots) {
    this.sink = sink;
    this.reach = reach;
    this.restored = restored;
    this.kept = roots.kept();
    this.roots = roots;
  }

  /** Whether it is in the snapshot. */
  boolean isHazard() {
    return !closed && (stays != null || (!sink.mustBeKept() && !madeGood));
  }

  /** Whether it is in something that stays. */
  boolean isKept() {
    return stays != null;
  }

  /** The fields by which it stays. */
  List<FieldReference> fields() {
    return fields;
  }

  @Override
  public void argument(Step step, Call call, int index) {
    boolean receiver = call.hasReceiver() && index == 0;
    if (Hooks.isCare(call.target())) {
      closed = true;
    }
    if (reach.isOwn(call)) {
      return;
    }
    String name = call.target().name();
    boolean works = sink.pattern() == Pattern.SNAP_THREAD_TIMER;
    boolean derived =
        step.relation() == Step.Relation.DERIVED && !works && !VIA_VIEWS.contains(name);
    boolean path =
        sink.pattern() == Pattern.SNAP_TEMP_FILE
            && name.startsWith("delete")
            && !name.equals("deleteOnExit");
    boolean helper = !call.hasReceiver() && index == 0 && name.startsWith("close");
    boolean closes =
        isCloseable()
            && ((receiver && !derived && !name.equals("deleteOnExit")) || path || helper)
            && CLOSERS.stream().anyMatch(name::startsWith);
    boolean ends = works && receiver && ENDS.contains(name);
    if (closes || ends) {
      closed |= isSure(step, call);
    }
  }

  @Override
  public boolean followsDecisions() {
    return switch (sink.pattern()) {
      case SNAP_RNG_STATE, SNAP_STATIC_PRNG, SNAP_UNIQUE_VALUE, SNAP_TIMESTAMP -> true;
      default -> false;
    };
  }

  @Override
  public Keeping field(Step step, FieldReference field, int line, boolean isStatic) {
    RestoreEffects.Effect effect = restored.effect(field);
    if (effect == RestoreEffects.Effect.NONE) {
      if (isStatic) {
        stay(step, field);
      }
      return Keeping.KEPT;
    }
    madeGood = true;
    boolean itself = step.relation() != Step.Relation.HELD;
    return effect == RestoreEffects.Effect.RESET && itself ? Keeping.ENDED : Keeping.READ;
  }

  @Override
  public void self(Step step) {
    if (kept.contains(step.spot().method().owner().name())) {
      stay(step, null);
    }
  }

  @Override
  public void returned(Step step) {
    if (roots.isFactory(step.spot().method())) {
      stay(step, null);
    }
  }

  private boolean isCloseable() {
    return switch (sink.pattern()) {
      case SNAP_CONNECTION, SNAP_TEMP_FILE, SNAP_THREAD_TIMER -> true;
      default -> false;
    };
  }

  /** Closed only under a condition is not closed, unless that asks whether there is something. */
  private boolean isSure(Step step, Call call) {
    MethodModel method = step.spot().method();
    return !method.body().isExceptional(call)
        && method.body().guards(call).stream()
            .allMatch(guard -> reach.guards().weight(method, guard) == Guards.Weight.NONE);
  }

  private void stay(Step step, @Nullable FieldReference last) {
    boolean itself = sink.carrier().kind() == Sink.Kind.ITSELF;
    if (stays != null || (itself && step.relation() == Step.Relation.DERIVED)) {
      return;
    }
    stays = step;
    List<FieldReference> found = new ArrayList<>();
    if (last != null) {
      found.add(last);
    }
    for (Step at = step; at != null; at = at.before()) {
      FieldReference field = fieldOf(at);
      if (field != null && !found.contains(field)) {
        found.add(field);
      }
    }
    Collections.reverse(found);
    fields = List.copyOf(found);
  }

  /** The field that a step has put the value into. */
  private @Nullable FieldReference fieldOf(Step step) {
    for (Site site : step.spot().method().body().uses(step.spot().origin())) {
      if (site instanceof FieldWrite write && !write.isStatic()) {
        return reach.program().declared(write.field());
      }
    }
    return null;
  }
}
