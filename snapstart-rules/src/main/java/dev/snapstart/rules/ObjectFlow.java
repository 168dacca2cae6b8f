package dev.snapstart.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Follows functions, and objects that libraries may call, to where they are called, registered or
 * kept; round after round, as each call that is found may lead to more.
 */
final class ObjectFlow {

  /** There are far more objects than hazards, and what goes far is called by nobody near. */
  private static final int LONGEST = 400;

  /** Classes, not interfaces, whose methods are there to be overridden. */
  private static final Set<String> EXTENDED = Set.of("java/lang/Thread", "java/lang/ThreadLocal");

  private final Program program;
  private final Reach reach;
  private final Hooks hooks;
  private final Set<String> kept;
  private final Map<Spot, Set<Object>> followed = new HashMap<>();
  private Set<Object> news = Set.of();

  ObjectFlow(Program program, Reach reach, Hooks hooks, Set<String> kept) {
    this.program = program;
    this.reach = reach;
    this.hooks = hooks;
    this.kept = kept;
  }

  void run() {
    reach.run();
    for (String type : kept) {
      keepResource(type);
    }
    do {
      news = reach.takeNews();
      for (Reach.Capture capture : reach.functions()) {
        follow(
            new Spot(capture.method(), capture.function().origin()),
            new FunctionWatcher(capture.function()));
      }
      for (Map.Entry<Spot, String> creation : List.copyOf(reach.creations().entrySet())) {
        if (isCallable(creation.getValue())) {
          follow(creation.getKey(), new ObjectWatcher(creation.getValue()));
        }
      }
      for (Arrival arrival : List.copyOf(reach.arrivals())) {
        MethodModel method = arrival.method();
        if (arrival.caller() == null
            && !method.isStatic()
            && kept.contains(method.owner().name())) {
          follow(new Spot(method, 0), new ObjectWatcher(method.owner().name()));
        }
      }
      reach.run();
    } while (reach.hasNews());
  }

  /**
   * Follows what is new, and again what came by something where there is news; but only once what
   * gets around too much to be followed to its end.
   */
  private void follow(Spot spot, Watcher watcher) {
    Set<Object> before = followed.get(spot);
    if (spot.origin() < spot.method().body().originCount()
        && (before == null || !Collections.disjoint(news, before))) {
      Flow flow = new Flow(reach, watcher, LONGEST);
      flow.follow(spot);
      followed.put(spot, flow.isComplete() ? flow.cameBy() : Set.of());
    }
  }

  /** A framework's resource needs no registration. */
  private void keepResource(String type) {
    ClassModel model = program.application(type);
    hooks.retain(type);
    if (model != null && hooks.isFrameworks(model)) {
      hooks.phase(type, "beforeCheckpoint").forEach(this::runBefore);
      hooks.phase(type, "afterRestore").forEach(hooks::addRestored);
    }
  }

  private void runBefore(MethodModel method) {
    reach.primed(method, method.label() + " runs before the checkpoint");
  }

  /** Only what a library knows by a type of its own that is there to be implemented is called. */
  private boolean isCallable(String type) {
    return program.supertypes(type).stream()
        .filter(name -> !program.isApplication(name) && !name.equals("java/lang/Object"))
        .anyMatch(name -> EXTENDED.contains(name) || isOpen(program.find(name)));
  }

  private static boolean isOpen(@Nullable ClassModel model) {
    return model == null
        || model.methods().stream().anyMatch(method -> method.is(Opcodes.ACC_ABSTRACT));
  }

  /** Whether a call registers the object itself, and not one that holds it. */
  private static boolean isRegistered(Step step, Call call, boolean receiver) {
    return !receiver
        && step.relation() == Step.Relation.SAME
        && Hooks.isRegistration(call.target());
  }

  /** Sees a lambda or method reference being called. */
  private final class FunctionWatcher implements Watcher {

    private final FunctionSite function;

    FunctionWatcher(FunctionSite function) {
      this.function = function;
    }

    @Override
    public void argument(Step step, Call call, int index) {
      MethodModel body = reach.body(function);
      if (body == null) {
        return;
      }
      int captured = function.captured().size();
      MethodModel caller = step.spot().method();
      boolean receiver = call.hasReceiver() && index == 0;
      if (Hooks.isAfterRestore(call.target()) && !receiver) {
        hooks.addRestored(body);
      } else if (receiver
          && step.relation() == Step.Relation.SAME
          && call.target().name().equals(function.method())) {
        reach.connect(new Edge(caller, call, body, Edge.Passing.FUNCTION, captured));
      } else if (receiver
          ? Callbacks.runsHeld(call.target()) && step.relation() == Step.Relation.HELD
          : Callbacks.runsArguments(call.target()) && !reach.isOwn(call)) {
        reach.connect(new Edge(caller, call, body, Edge.Passing.LIBRARY, captured));
      } else if (isRegistered(step, call, receiver) && hooks.isResource(function.type())) {
        hooks.register(function.type(), caller, call);
      }
    }
  }

  /** Sees an object being called by a library, registered, or kept. */
  private final class ObjectWatcher implements Watcher {

    private final String type;

    ObjectWatcher(String type) {
      this.type = type;
    }

    @Override
    public void argument(Step step, Call call, int index) {
      MethodReference target = call.target();
      boolean receiver = call.hasReceiver() && index == 0;
      if (isRegistered(step, call, receiver)) {
        hooks.register(type, step.spot().method(), call);
        hooks.phase(type, "beforeCheckpoint").forEach(ObjectFlow.this::runBefore);
      } else if (receiver && step.relation() == Step.Relation.SAME && call.isVirtual()) {
        callDirectly(step, call);
      } else if (reach.isOwn(call)) {
        return;
      } else if (receiver ? Callbacks.runsHeld(target) : Callbacks.runsArguments(target)) {
        String known = receiver ? Callbacks.known(target) : parameter(call, index);
        // the only ones that take a collection of what they call
        if (target.name().startsWith("invokeA")) {
          known = "java/util/concurrent/Callable";
        }
        for (MethodModel method : callable(known)) {
          reach.connect(new Edge(step.spot().method(), call, method, Edge.Passing.LIBRARY, 1));
        }
      } else if (!receiver && Hooks.isAfterRestore(target)) {
        callable(parameter(call, index)).forEach(hooks::addRestored);
      }
    }

    @Override
    public Keeping field(Step step, FieldReference field, int line, boolean isStatic) {
      if (isStatic) {
        hooks.retain(type);
      }
      return Keeping.KEPT;
    }

    @Override
    public void self(Step step) {
      if (kept.contains(step.spot().method().owner().name())) {
        hooks.retain(type);
      }
    }

    private void callDirectly(Step step, Call call) {
      MethodReference target = call.target();
      MethodModel method = program.implementation(type, target.name(), target.descriptor());
      if (method != null) {
        reach.connect(new Edge(step.spot().method(), call, method, Edge.Passing.DIRECT, 0));
      } else if (program.supertypes(target.owner()).stream()
          .anyMatch(owner -> runs(owner, target))) {
        for (MethodModel run : callable(target.owner())) {
          reach.connect(new Edge(step.spot().method(), call, run, Edge.Passing.LIBRARY, 1));
        }
      }
    }

    private static boolean runs(String owner, MethodReference target) {
      return Callbacks.runsHeld(new MethodReference(owner, target.name(), target.descriptor()));
    }

    private String parameter(Call call, int index) {
      Type[] types = Type.getArgumentTypes(call.target().descriptor());
      Type parameter = types[Math.max(0, index - (call.hasReceiver() ? 1 : 0))];
      return parameter.getSort() == Type.OBJECT ? parameter.getInternalName() : "java/lang/Object";
    }

    /** The object's methods that a library can call which knows it by this type. */
    private List<MethodModel> callable(String known) {
      List<MethodModel> found = new ArrayList<>();
      for (String supertype : program.supertypes(known)) {
        ClassModel declared = program.isApplication(supertype) ? null : program.find(supertype);
        if (declared == null || supertype.equals("java/lang/Object")) {
          continue;
        }
        for (MethodModel method : declared.methods()) {
          boolean open = method.is(Opcodes.ACC_ABSTRACT) || EXTENDED.contains(supertype);
          MethodModel own =
              open ? program.implementation(type, method.name(), method.descriptor()) : null;
          if (own != null && !own.isConstructor()) {
            found.add(own);
          }
        }
      }
      return found;
    }
  }
}
