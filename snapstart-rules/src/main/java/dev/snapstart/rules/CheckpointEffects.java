package dev.snapstart.rules;

import java.util.LinkedHashSet;
import java.util.Set;

/** The fields that hooks empty before the checkpoint, after all else that could fill them again. */
final class CheckpointEffects {

  private static final int DEEPEST = 4;
  private static final Set<String> CLEARERS =
      Set.of("clear", "invalidateAll", "removeAllElements", "remove", "evictAll");
  private static final Set<String> EMPTIES = Set.of("empty", "of", "emptyList", "emptyMap");

  private final Reach reach;

  CheckpointEffects(Reach reach) {
    this.reach = reach;
  }

  /** What is empty when a method has run. */
  Set<FieldReference> emptied(MethodModel method) {
    return emptied(method, 0);
  }

  private Set<FieldReference> emptied(MethodModel method, int depth) {
    Set<FieldReference> found = new LinkedHashSet<>();
    MethodBody body = method.body();
    for (Site site : body.sites()) {
      if (site instanceof Call call && !reach.edges(call).isEmpty()) {
        take(body, call, found, depth);
      } else if (EveryPath.leadsTo(body, site)) {
        take(body, site, found);
      }
    }
    return found;
  }

  private void take(MethodBody body, Site site, Set<FieldReference> found) {
    if (site instanceof FieldWrite write && isEmpty(body, write.value())) {
      found.add(reach.program().declared(write.field()));
    } else if (site instanceof Call call
        && CLEARERS.contains(call.target().name())
        && call.arguments().size() == 1) {
      call.receiver().stream()
          .mapToObj(body::origin)
          .filter(Origin.FieldRead.class::isInstance)
          .forEach(read -> found.add(reach.program().declared(((Origin.FieldRead) read).field())));
    }
  }

  /** What the application's own methods do; those that do more may fill what was emptied. */
  private void take(MethodBody body, Call call, Set<FieldReference> found, int depth) {
    for (Edge edge : reach.edges(call)) {
      if (depth >= DEEPEST || fills(edge.callee())) {
        found.clear();
      }
    }
    if (depth < DEEPEST && reach.edges(call).size() == 1 && EveryPath.leadsTo(body, call)) {
      reach.edges(call).forEach(edge -> found.addAll(emptied(edge.callee(), depth + 1)));
    }
  }

  private boolean fills(MethodModel method) {
    MethodBody body = method.body();
    return body.sites().stream()
        .anyMatch(site ->
            site instanceof Call call
                ? !reach.edges(call).isEmpty()
                : site instanceof FieldWrite write && !isEmpty(body, write.value()));
  }

  private static boolean isEmpty(MethodBody body, OriginSet value) {
    return value.stream().mapToObj(body::origin).allMatch(CheckpointEffects::isEmpty);
  }

  private static boolean isEmpty(Origin origin) {
    return (origin instanceof Origin.Constant constant && constant.value() == null)
        || (origin instanceof Origin.Result result
            && result.call().arguments().isEmpty()
            && EMPTIES.contains(result.call().target().name()));
  }
}
