package dev.snapstart.rules;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * All that runs before the checkpoint, from the roots on: calls of methods that are known, virtual
 * calls on types of which there are objects by then, static initialisers of classes that are used.
 * Calls of functions are added from outside, by following the functions.
 */
final class Reach {

  /**
   * A function that is made before the checkpoint.
   *
   * @param method where
   * @param function how
   */
  record Capture(MethodModel method, FunctionSite function) {}

  /**
   * A call on a type of which more objects may come.
   *
   * @param caller where
   * @param call which
   * @param types the classes that the object can be of; null if nobody knows
   */
  private record Pending(MethodModel caller, Call call, @Nullable Set<String> types) {}

  private final Program program;
  private final Guards guards;
  private final Map<MethodModel, Arrival> reached = new LinkedHashMap<>();
  private final Deque<MethodModel> queue = new ArrayDeque<>();
  private final Set<String> instantiated = new LinkedHashSet<>();
  private final Deque<String> unmet = new ArrayDeque<>();
  private final Map<String, List<Pending>> pending = new HashMap<>();
  private final Map<Call, Set<Edge>> edges = new HashMap<>();
  private final Map<MethodModel, List<Edge>> callers = new HashMap<>();
  private final Map<MethodModel, List<Capture>> captures = new LinkedHashMap<>();
  private final Map<Call, Boolean> own = new HashMap<>();
  private final ReceiverTypes types;
  private final ValueIndex index;
  private Set<Object> news = new HashSet<>();

  Reach(Program program, Guards guards) {
    this.program = program;
    this.guards = guards;
    this.types = new ReceiverTypes(program);
    this.index = new ValueIndex(program, field -> news.add(field));
  }

  Program program() {
    return program;
  }

  Guards guards() {
    return guards;
  }

  Collection<Arrival> arrivals() {
    return reached.values();
  }

  @Nullable Arrival arrival(MethodModel method) {
    return reached.get(method);
  }

  boolean contains(MethodModel method) {
    return reached.containsKey(method);
  }

  Set<String> instantiated() {
    return instantiated;
  }

  Collection<Edge> edges(Call call) {
    return edges.getOrDefault(call, Set.of());
  }

  List<Edge> callers(MethodModel method) {
    return callers.getOrDefault(method, List.of());
  }

  List<Spot> reads(FieldReference field) {
    return index.reads(field);
  }

  List<Capture> captures(MethodModel body) {
    return captures.getOrDefault(body, List.of());
  }

  List<Capture> functions() {
    return captures.values().stream().flatMap(List::stream).toList();
  }

  /** Where objects of the application's classes are made. */
  Map<Spot, String> creations() {
    return index.creations();
  }

  /** Whether a call is of a method that the application declares, known or not. */
  boolean isOwn(Call call) {
    return own.computeIfAbsent(call, any -> isOwn(call.target()));
  }

  private boolean isOwn(MethodReference target) {
    for (String type : program.supertypes(target.owner())) {
      ClassModel model = program.application(type);
      if (model != null && model.method(target.name(), target.descriptor()) != null) {
        return true;
      }
    }
    return false;
  }

  @Nullable MethodModel body(FunctionSite function) {
    ClassModel owner = program.application(function.body().owner());
    return owner == null
        ? null
        : owner.method(function.body().name(), function.body().descriptor());
  }

  /** Adds a method that runs before the checkpoint by itself. */
  void root(MethodModel method, String reason) {
    arrive(new Arrival(method, reason, null, 0, false, false, false));
  }

  /** Adds a method that the checkpoint itself runs. */
  void primed(MethodModel method, String reason) {
    arrive(new Arrival(method, reason, null, 0, false, true, false));
  }

  /** Says that there are objects of a class. */
  void instantiate(String type) {
    if (program.isApplication(type) && instantiated.add(type)) {
      unmet.add(type);
    }
  }

  /** Whether there is more than when the news were taken. */
  boolean hasNews() {
    return !news.isEmpty();
  }

  /**
   * Methods that were reached or have got calls, and fields that are read in further places, since
   * this was asked before.
   */
  Set<Object> takeNews() {
    Set<Object> taken = news;
    news = new HashSet<>();
    return taken;
  }

  /** Adds a call that was found by following what it is called on. */
  void connect(Edge edge) {
    List<Guard> conditions = edge.caller().body().guards(edge.call());
    if (guards.weight(edge.caller(), conditions) == Guards.Weight.EXCLUDES) {
      return;
    }
    if (!edges.computeIfAbsent(edge.call(), any -> new LinkedHashSet<>()).add(edge)) {
      return;
    }
    news.add(edge.caller());
    news.add(edge.callee());
    callers.computeIfAbsent(edge.callee(), any -> new ArrayList<>()).add(edge);
    arrive(edge.callee(), edge.caller(), edge.call());
  }

  /** Follows all calls until there are no more. */
  void run() {
    while (!queue.isEmpty() || !unmet.isEmpty()) {
      while (!queue.isEmpty()) {
        visit(queue.remove());
      }
      if (!unmet.isEmpty()) {
        meet(unmet.remove());
      }
    }
  }

  private void visit(MethodModel method) {
    MethodBody body = method.body();
    news.add(method);
    index.add(method);
    for (Site site : body.sites()) {
      if (guards.weight(method, body.guards(site)) != Guards.Weight.EXCLUDES) {
        visit(method, site);
      }
    }
  }

  private void visit(MethodModel method, Site site) {
    if (site instanceof Touch touch) {
      initialise(method, touch);
    } else if (site instanceof Call call) {
      call(method, call);
    } else if (site instanceof FunctionSite function) {
      MethodModel body = body(function);
      if (body != null) {
        news.add(body);
        captures.computeIfAbsent(body, any -> new ArrayList<>()).add(new Capture(method, function));
      }
    }
  }

  private void initialise(MethodModel method, Touch touch) {
    if (touch.creates()) {
      instantiate(touch.type());
    }
    for (String type : program.supertypes(touch.type())) {
      ClassModel model = program.application(type);
      if (model == null || (model.is(Opcodes.ACC_INTERFACE) && !type.equals(touch.type()))) {
        continue;
      }
      MethodModel initialiser = model.method("<clinit>", "()V");
      if (initialiser != null) {
        arrive(initialiser, method, touch);
      }
    }
  }

  private void call(MethodModel method, Call call) {
    MethodReference target = call.target();
    if (call.isVirtual()) {
      if (isOwn(call)) {
        dispatch(new Pending(method, call, types.of(method, call.receiver())));
      }
      return;
    }
    MethodModel callee = program.implementation(target.owner(), target.name(), target.descriptor());
    if (callee != null) {
      connect(new Edge(method, call, callee, Edge.Passing.DIRECT, 0));
    }
  }

  private void dispatch(Pending call) {
    String owner = call.call().target().owner();
    pending.computeIfAbsent(owner, any -> new ArrayList<>()).add(call);
    for (ClassModel type : program.subtypes(owner)) {
      if (instantiated.contains(type.name())) {
        dispatch(call, type.name());
      }
    }
  }

  /** Has the calls that were there before meet the first object of a class. */
  private void meet(String type) {
    for (String owner : program.supertypes(type)) {
      for (Pending call : pending.getOrDefault(owner, List.of())) {
        dispatch(call, type);
      }
    }
  }

  private void dispatch(Pending pending, String type) {
    MethodReference target = pending.call().target();
    Set<String> types = pending.types();
    if (types != null && !types.contains(type)) {
      return;
    }
    MethodModel callee = program.implementation(type, target.name(), target.descriptor());
    if (callee != null) {
      connect(new Edge(pending.caller(), pending.call(), callee, Edge.Passing.DIRECT, 0));
    }
  }

  private void arrive(MethodModel method, MethodModel from, Site site) {
    Arrival caller = reached.get(from);
    if (caller != null) {
      boolean lowered =
          caller.lowered() || guards.weight(from, from.body().guards(site)) == Guards.Weight.LOWERS;
      MethodReference target = site instanceof Call call ? call.target() : method.reference();
      boolean primed = caller.primed() || Callbacks.isPriming(target);
      boolean managed = caller.managed() || Callbacks.isManaged(target);
      arrive(new Arrival(method, "", caller, site.line(), lowered, primed, managed));
    }
  }

  private void arrive(Arrival arrival) {
    if (reached.putIfAbsent(arrival.method(), arrival) == null) {
      queue.add(arrival.method());
    }
  }
}
