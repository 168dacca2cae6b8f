package dev.snapstart.rules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What hooks make good: in which fields, and how. */
final class RestoreEffects {

  /** What becomes of a field's value. */
  enum Effect {
    /** It stays. */
    NONE,
    /** Another takes its place in this field, and only there. */
    REPLACED,
    /** It is the same one, with something else in it. */
    RESET
  }

  private static final int DEEPEST = 8;
  private static final int LONGEST_CHAIN = 4;
  private static final List<String> RESETS =
      List.of(
          "flush",
          "softEvict",
          "suspend",
          "evict",
          "close",
          "reset",
          "clear",
          "invalidate",
          "refresh",
          "reconnect",
          "resume",
          "emptyCache",
          "setSeed",
          "reseed",
          "reload",
          "renew",
          "rotate",
          "restart",
          "set",
          "put",
          "replaceAll",
          "getAndSet",
          "lazySet",
          "update",
          "stop",
          "shutdown",
          "cancel",
          "expire",
          "recreate");

  private final Program program;
  private final Reach reach;
  private final Set<FieldReference> replaced = new LinkedHashSet<>();
  private final Set<FieldReference> reset = new LinkedHashSet<>();
  private final Set<MethodModel> collected = new HashSet<>();
  private final Map<MethodReference, Set<MethodModel>> overriders = new HashMap<>();

  RestoreEffects(Reach reach, Hooks hooks) {
    this.program = reach.program();
    this.reach = reach;
    Set<MethodModel> level = hooks.restored();
    for (int depth = 0; depth <= DEEPEST && !level.isEmpty(); depth++) {
      level = collect(level);
    }
    CheckpointEffects before = new CheckpointEffects(reach);
    for (Arrival arrival : reach.arrivals()) {
      if ((arrival.primed() && arrival.caller() == null) || isOurHook(arrival)) {
        replaced.addAll(before.emptied(arrival.method()));
      }
    }
  }

  Effect effect(FieldReference field) {
    if (reset.contains(field)) {
      return Effect.RESET;
    }
    return replaced.contains(field) ? Effect.REPLACED : Effect.NONE;
  }

  private static boolean isOurHook(Arrival arrival) {
    Arrival caller = arrival.caller();
    return arrival.primed() && caller != null && !caller.primed();
  }

  /** Collects what methods make good, and gives the methods that they call. */
  private Set<MethodModel> collect(Set<MethodModel> methods) {
    Set<MethodModel> called = new LinkedHashSet<>();
    for (MethodModel method : methods) {
      if (collected.add(method)) {
        collect(method, called);
      }
    }
    return called;
  }

  private void collect(MethodModel method, Set<MethodModel> called) {
    MethodBody body = method.body();
    for (Site site : body.sites()) {
      if (!EveryPath.leadsTo(body, site)) {
        continue;
      }
      if (site instanceof FieldWrite write) {
        replaced.add(program.declared(write.field()));
      } else if (site instanceof ArrayWrite write) {
        addReset(body, write.array(), 0);
      } else if (site instanceof Call call) {
        collectReset(body, call);
        called.addAll(callees(call));
      }
    }
  }

  private void collectReset(MethodBody body, Call call) {
    if (reach.isOwn(call)) {
      return;
    }
    if (RESETS.stream().anyMatch(call.target().name()::startsWith)) {
      addReset(body, call.receiver(), 0);
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      int filled = Libraries.transfer(call, i).toArgument();
      if (filled >= 0) {
        addReset(body, call.argument(filled), 0);
      }
    }
  }

  /** Adds the fields that an object is in, or was got from. */
  private void addReset(MethodBody body, OriginSet object, int depth) {
    object.forEach(number -> {
      Origin origin = body.origin(number);
      if (origin instanceof Origin.FieldRead read) {
        reset.add(program.declared(read.field()));
      } else if (origin instanceof Origin.Result result && depth < LONGEST_CHAIN) {
        addReset(body, result.call().receiver(), depth + 1);
      }
    });
  }

  /** What a call may run; more than one only if all are needed to know that none leaves it out. */
  private Set<MethodModel> callees(Call call) {
    MethodReference target = call.target();
    if (!call.isVirtual()) {
      MethodModel callee =
          program.implementation(target.owner(), target.name(), target.descriptor());
      return callee == null ? Set.of() : Set.of(callee);
    }
    Set<MethodModel> found =
        new LinkedHashSet<>(overriders.computeIfAbsent(target, this::overriders));
    for (Edge edge : reach.edges(call)) {
      found.add(edge.callee());
    }
    return found;
  }

  /** Of what there is at the checkpoint if there is any of it, else of what may be made later. */
  private Set<MethodModel> overriders(MethodReference target) {
    List<ClassModel> concrete =
        program.subtypes(target.owner()).stream().filter(ClassModel::isConcrete).toList();
    List<ClassModel> made =
        concrete.stream().filter(type -> reach.instantiated().contains(type.name())).toList();
    Set<MethodModel> found = new LinkedHashSet<>();
    for (ClassModel type : made.isEmpty() ? concrete : made) {
      MethodModel callee = program.implementation(type.name(), target.name(), target.descriptor());
      if (callee != null) {
        found.add(callee);
      }
    }
    return found;
  }
}
