package dev.snapstart.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where else an object is known that now holds a value: at the callers that passed it, in the
 * callees that returned it, where a function captured it, and what has it as a part.
 */
final class Aliases {

  private final Reach reach;
  private final Step step;
  private final List<Step> found = new ArrayList<>();

  Aliases(Reach reach, Step step) {
    this.reach = reach;
    this.step = step;
  }

  List<Step> find() {
    Origin what = step.spot().what();
    MethodModel method = step.spot().method();
    if (what instanceof Origin.Parameter parameter) {
      addCallers(parameter.index());
    } else if (what instanceof Origin.FieldRead read) {
      add(method, read.object(), step.relation().held(), step.context());
    } else if (what instanceof Origin.Result result) {
      addCallees(result.call());
    }
    return found;
  }

  private void addCallers(int parameter) {
    Context context = step.context();
    if (context != null) {
      addCaller(context.edge(), parameter, context.outer());
      return;
    }
    for (Edge edge : reach.callers(step.spot().method())) {
      addCaller(edge, parameter, null);
    }
    addFunctions(parameter);
  }

  private void addCaller(Edge edge, int parameter, @Nullable Context outer) {
    OriginSet argument = edge.argument(parameter);
    if (argument != null) {
      add(edge.caller(), argument, step.relation(), outer);
    } else {
      addFunctions(parameter);
    }
  }

  /** Where a function was made that brought the parameter itself. */
  private void addFunctions(int parameter) {
    for (Reach.Capture capture : reach.captures(step.spot().method())) {
      List<OriginSet> captured = capture.function().captured();
      if (parameter < captured.size()) {
        add(capture.method(), captured.get(parameter), step.relation(), null);
      }
    }
  }

  private void addCallees(Call call) {
    if (reach.isOwn(call)) {
      for (Edge edge : reach.edges(call)) {
        Context context = Context.enter(edge, step.context());
        add(edge.callee(), edge.callee().body().returned(), step.relation(), context);
      }
    } else if (Libraries.isView(call)) {
      add(step.spot().method(), call.receiver(), step.relation().held(), step.context());
    }
  }

  private void add(
      MethodModel method, OriginSet origins, Step.Relation relation, @Nullable Context context) {
    origins.forEach(
        origin -> found.add(new Step(new Spot(method, origin), relation, context, step)));
  }
}
