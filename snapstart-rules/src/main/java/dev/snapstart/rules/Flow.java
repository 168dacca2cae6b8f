package dev.snapstart.rules;

import dev.snapstart.rules.Step.Relation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows one value forward through all that runs before the checkpoint: variables, calls and
 * returns, fields, collections, arrays, strings, functions that hold it. What a method was called
 * with leaves it by the call that it came by.
 */
final class Flow {

  /** A value that gets around more than this is everywhere anyhow. */
  static final int LONGEST = 2_500;

  private final Reach reach;
  private final Watcher watcher;
  private final int longest;
  private final Set<Step.Key> seen = new HashSet<>();
  private final Set<Spot> met = new HashSet<>();
  private final Set<Object> cameBy = new HashSet<>();
  private final Map<FieldReference, Relation> filled = new HashMap<>();
  private final Set<Step.Key> holders = new HashSet<>();
  private final Deque<Step> queue = new ArrayDeque<>();

  /**
   * @param longest after so many steps it stops
   */
  Flow(Reach reach, Watcher watcher, int longest) {
    this.longest = longest;
    this.reach = reach;
    this.watcher = watcher;
  }

  /** Follows a new value. */
  void follow(Spot spot) {
    visit(spot, Relation.SAME, null, null);
    run();
  }

  /** Follows a value that a call has put into something that was there before. */
  void followInto(Spot spot) {
    Step start = new Step(spot, Relation.SAME, null, null);
    hold(spot.method(), spot.origin(), Relation.SAME, start);
    run();
  }

  /** The methods and fields that the value came by, or would have, had they been reached. */
  Set<Object> cameBy() {
    return cameBy;
  }

  /** Whether the value was followed to wherever it goes. */
  boolean isComplete() {
    return seen.size() < longest;
  }

  private void run() {
    while (!queue.isEmpty() && isComplete()) {
      Step step = queue.remove();
      read(step);
      MethodBody body = step.spot().method().body();
      for (Site site : body.uses(step.spot().origin())) {
        use(step, site);
      }
      decide(step, body);
      for (int difference : body.differences(step.spot().origin())) {
        if (!Times.isDistance(body, difference)) {
          visit(new Spot(step.spot().method(), difference), Relation.DERIVED, step.context(), step);
        }
      }
      if (body.returned().contains(step.spot().origin())) {
        giveBack(step);
      }
    }
  }

  private void decide(Step step, MethodBody body) {
    if (watcher.followsDecisions() && step.relation() != Relation.HELD) {
      for (int decision : body.decisions(step.spot().origin())) {
        visit(new Spot(step.spot().method(), decision), Relation.DERIVED, step.context(), step);
      }
    }
  }

  private void visit(Spot spot, Relation relation, @Nullable Context context, @Nullable Step from) {
    Step step = new Step(spot, relation, context, from);
    if (seen.add(step.key())) {
      met.add(spot);
      cameBy.add(spot.method());
      queue.add(step);
    }
  }

  private void use(Step step, Site site) {
    MethodModel method = step.spot().method();
    if (site instanceof Call call) {
      for (int i = 0; i < call.arguments().size(); i++) {
        if (call.argument(i).contains(step.spot().origin())) {
          pass(step, call, i);
        }
      }
    } else if (site instanceof FieldWrite write) {
      FieldReference field = reach.program().declared(write.field());
      if (store(step, field, write.line(), write.isStatic())) {
        write.object().forEach(object -> hold(method, object, step.relation().held(), step));
      }
    } else if (site instanceof ArrayWrite write) {
      write.array().forEach(array -> hold(method, array, step.relation().held(), step));
    } else if (site instanceof FunctionSite function) {
      capture(step, function);
    }
  }

  private boolean store(Step step, FieldReference field, int line, boolean isStatic) {
    Watcher.Keeping keeping = watcher.field(step, field, line, isStatic);
    if (keeping == Watcher.Keeping.ENDED) {
      return false;
    }
    filled.putIfAbsent(field, step.relation());
    cameBy.add(field);
    for (Spot read : reach.reads(field)) {
      if (isStatic || keeping == Watcher.Keeping.READ || mayBeMet(read)) {
        visit(read, step.relation(), null, step);
      }
    }
    return keeping == Watcher.Keeping.KEPT;
  }

  /**
   * Whether a field may be read of an object that was met, or that comes from nobody knows where.
   */
  private boolean mayBeMet(Spot read) {
    MethodModel method = read.method();
    return read.what() instanceof Origin.FieldRead known
        && known.object().stream()
            .anyMatch(object ->
                met.contains(new Spot(method, object))
                    || (method.body().origin(object) instanceof Origin.Parameter
                        && reach.callers(method).isEmpty()
                        && reach.captures(method).isEmpty()));
  }

  /** Fields that hold the value, of an object that holds it. */
  private void read(Step step) {
    MethodModel method = step.spot().method();
    for (int number : method.body().reads(step.spot().origin())) {
      if (method.body().origin(number) instanceof Origin.FieldRead read) {
        Relation relation = filled.get(reach.program().declared(read.field()));
        if (relation != null) {
          visit(new Spot(method, number), relation, step.context(), step);
        }
      }
    }
  }

  private void capture(Step step, FunctionSite function) {
    visit(
        new Spot(step.spot().method(), function.origin()),
        step.relation().held(),
        step.context(),
        step);
    MethodModel body = reach.body(function);
    if (body != null) {
      cameBy.add(body);
    }
    for (int i = 0; body != null && i < function.captured().size(); i++) {
      if (function.captured().get(i).contains(step.spot().origin()) && reach.contains(body)) {
        parameter(body, i, step.relation(), null, step);
      }
    }
  }

  private void pass(Step step, Call call, int index) {
    watcher.argument(step, call, index);
    boolean inside = false;
    for (Edge edge : reach.edges(call)) {
      inside |= edge.passing() != Edge.Passing.LIBRARY;
      Context context = Context.enter(edge, step.context());
      Relation relation = step.relation();
      if (edge.passing() == Edge.Passing.LIBRARY && relation == Relation.HELD) {
        relation = Relation.SAME;
      }
      for (int parameter : edge.parameters(index)) {
        parameter(edge.callee(), parameter, relation, context, step);
      }
    }
    if (!inside && !reach.isOwn(call)) {
      passToLibrary(step, call, index);
    }
  }

  private void parameter(
      MethodModel method, int parameter, Relation relation, @Nullable Context context, Step from) {
    MethodBody body = method.body();
    if (parameter < body.originCount()
        && body.origin(parameter) instanceof Origin.Parameter known
        && known.index() == parameter) {
      visit(new Spot(method, parameter), relation, context, from);
    }
  }

  private void passToLibrary(Step step, Call call, int index) {
    MethodModel method = step.spot().method();
    Libraries.Transfer transfer = Libraries.transfer(call, index);
    boolean trait =
        Libraries.isDigest(call)
            || (watcher.followsDecisions()
                && step.relation() != Relation.HELD
                && Libraries.isDecision(call, index));
    if ((transfer.toResult() || trait) && call.result() >= 0) {
      Relation relation =
          trait ? Relation.DERIVED : Libraries.relation(step.relation(), call, index);
      visit(new Spot(method, call.result()), relation, step.context(), step);
    }
    if (transfer.toReceiver()) {
      call.receiver().forEach(object -> hold(method, object, step.relation().held(), step));
    }
    if (transfer.toArgument() >= 0) {
      call.argument(transfer.toArgument())
          .forEach(object -> hold(method, object, step.relation().held(), step));
    }
    if (transfer.forever()) {
      watcher.field(
          step, new FieldReference(call.target().owner(), call.target().name()), call.line(), true);
    }
  }

  private void giveBack(Step step) {
    MethodModel method = step.spot().method();
    Context context = step.context();
    if (context != null) {
      result(step, context.edge(), context.outer());
      return;
    }
    watcher.returned(step);
    for (Edge edge : reach.callers(method)) {
      result(step, edge, null);
    }
  }

  private void result(Step step, Edge edge, @Nullable Context outer) {
    Call call = edge.call();
    if (call.result() >= 0) {
      visit(new Spot(edge.caller(), call.result()), step.relation(), outer, step);
    }
    if (edge.storesResultInReceiver()) {
      OriginSet holder = call.hasReceiver() ? call.receiver() : call.argument(0);
      holder.forEach(object -> hold(edge.caller(), object, step.relation().held(), step));
    }
  }

  /** Something that was there before now holds the value, so all who have it do. */
  private void hold(MethodModel method, int origin, Relation relation, Step from) {
    Context context = from.spot().method() == method ? from.context() : null;
    hold(new Step(new Spot(method, origin), relation, context, from));
  }

  private void hold(Step step) {
    if (seen.size() > longest || !holders.add(step.key())) {
      return;
    }
    visit(step.spot(), step.relation(), step.context(), step.before());
    Origin what = step.spot().what();
    if (what instanceof Origin.Parameter parameter
        && parameter.index() == 0
        && !step.spot().method().isStatic()) {
      watcher.self(step);
    }
    if (what instanceof Origin.FieldRead read) {
      FieldReference field = reach.program().declared(read.field());
      if (!store(step, field, 0, read.object().isEmpty())) {
        return;
      }
    }
    new Aliases(reach, step).find().forEach(this::hold);
  }
}
