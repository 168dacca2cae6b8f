package dev.snapstart.rules;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** Looks back from a value to what made it, through variables, fields and calls. */
final class Provenance {

  /**
   * What a value may be.
   *
   * @param constants as text
   * @param makers classes whose constructor made it, and library methods, as {@code owner.name}
   */
  record Sources(Set<String> constants, Set<String> makers) {}

  private static final int DEEPEST = 6;

  private final Reach reach;
  private final FieldWrites writes;

  Provenance(Reach reach, FieldWrites writes) {
    this.reach = reach;
    this.writes = writes;
  }

  Sources of(MethodModel method, OriginSet value) {
    Sources sources = new Sources(new TreeSet<>(), new TreeSet<>());
    collect(method, value, sources, new HashSet<>(), 0);
    return sources;
  }

  private void collect(
      MethodModel method, OriginSet value, Sources sources, Set<Spot> seen, int depth) {
    value.stream()
        .mapToObj(origin -> new Spot(method, origin))
        .filter(spot -> depth < DEEPEST && seen.add(spot))
        .forEach(spot -> collect(spot, sources, seen, depth + 1));
  }

  private void collect(Spot spot, Sources sources, Set<Spot> seen, int depth) {
    Origin origin = spot.what();
    if (origin instanceof Origin.Constant constant) {
      sources.constants().add(String.valueOf(constant.value()));
    } else if (origin instanceof Origin.Creation creation) {
      sources.makers().add(creation.type());
    } else if (origin instanceof Origin.Parameter parameter) {
      for (Edge edge : reach.callers(spot.method())) {
        OriginSet argument = edge.argument(parameter.index());
        if (argument != null) {
          collect(edge.caller(), argument, sources, seen, depth);
        }
      }
    } else if (origin instanceof Origin.FieldRead read) {
      for (FieldWrites.Write write : writes.of(reach.program().declared(read.field()))) {
        collect(write.method(), write.site().value(), sources, seen, depth);
      }
    } else if (origin instanceof Origin.Result result) {
      collectResult(result.call(), sources, seen, depth);
    }
  }

  private void collectResult(Call call, Sources sources, Set<Spot> seen, int depth) {
    boolean known = false;
    for (Edge edge : reach.edges(call)) {
      if (edge.passing() != Edge.Passing.LIBRARY) {
        known = true;
        collect(edge.callee(), edge.callee().body().returned(), sources, seen, depth);
      }
    }
    if (!known) {
      sources.makers().add(call.target().owner() + "." + call.target().name());
    }
  }
}
