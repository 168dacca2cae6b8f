package dev.snapstart.rules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;

/**
 * The fields that hooks make good: those that are written again, or whose value is reset, on every
 * path after the restore; and those that are set to null before the checkpoint.
 */
final class RestoreEffects {

  private static final int DEEPEST = 8;
  private static final List<String> RESETS =
      List.of(
          "flush",
          "softEvict",
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
  private final Set<FieldReference> fields = new LinkedHashSet<>();
  private final Set<MethodModel> collected = new HashSet<>();
  private final Map<MethodReference, Set<MethodModel>> overriders = new HashMap<>();

  RestoreEffects(Reach reach, Hooks hooks) {
    this.program = reach.program();
    this.reach = reach;
    Set<MethodModel> level = hooks.restored();
    for (int depth = 0; depth <= DEEPEST && !level.isEmpty(); depth++) {
      level = collect(level);
    }
    for (Arrival arrival : reach.arrivals()) {
      if ((arrival.primed() && arrival.caller() == null) || isOurHook(arrival)) {
        collectNulls(arrival.method());
      }
    }
  }

  boolean covers(FieldReference field) {
    return fields.contains(field);
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
      if (!isOnEveryPath(body, site)) {
        continue;
      }
      if (site instanceof FieldWrite write) {
        fields.add(program.declared(write.field()));
      } else if (site instanceof Call call) {
        collectReset(body, call);
        called.addAll(callees(call));
      }
    }
  }

  private void collectReset(MethodBody body, Call call) {
    String name = call.target().name();
    if (RESETS.stream().noneMatch(name::startsWith) || reach.isOwn(call)) {
      return;
    }
    call.receiver().stream()
        .mapToObj(body::origin)
        .forEach(origin -> {
          if (origin instanceof Origin.FieldRead read) {
            fields.add(program.declared(read.field()));
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

  /** Without a condition, or on both sides of one, or only not where there is nothing to do. */
  private static boolean isOnEveryPath(MethodBody body, Site site) {
    for (Guard guard : body.guards(site)) {
      boolean presence = guard.opcode() == Opcodes.IFNULL || guard.opcode() == Opcodes.IFNONNULL;
      if (!presence && !hasOtherSide(body, site, guard)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasOtherSide(MethodBody body, Site site, Guard guard) {
    Guard other =
        new Guard(guard.at(), guard.opcode(), guard.left(), guard.right(), !guard.jumps());
    return site instanceof FieldWrite write
        && body.sites().stream()
            .anyMatch(candidate ->
                candidate instanceof FieldWrite second
                    && second.field().equals(write.field())
                    && body.guards(second).contains(other));
  }

  /** Only what is set to null after all else has run stays null. */
  private void collectNulls(MethodModel method) {
    MethodBody body = method.body();
    Set<Integer> later = new TreeSet<>();
    for (Site site : body.sites()) {
      if (site instanceof Call call && !reach.edges(call).isEmpty()) {
        later.add(call.at());
      }
    }
    for (Site site : body.sites()) {
      if (site instanceof FieldWrite write
          && isOnEveryPath(body, write)
          && write.value().stream().allMatch(origin -> isNull(body, origin))
          && later.stream().noneMatch(at -> at > write.at())) {
        fields.add(program.declared(write.field()));
      }
    }
  }

  private static boolean isNull(MethodBody body, int origin) {
    return body.origin(origin) instanceof Origin.Constant constant && constant.value() == null;
  }
}
