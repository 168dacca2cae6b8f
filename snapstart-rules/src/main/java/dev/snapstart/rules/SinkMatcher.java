package dev.snapstart.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the sink that a call is, by name first, as most calls are none. */
final class SinkMatcher {

  private static final MethodReference GETENV =
      new MethodReference("java/lang/System", "getenv", "(Ljava/lang/String;)Ljava/lang/String;");

  private final Reach reach;
  private final Provenance provenance;
  private final List<Sink> sinks;
  private final Map<String, List<Sink>> byName = new HashMap<>();

  SinkMatcher(Reach reach, Provenance provenance, List<Sink> sinks) {
    this.reach = reach;
    this.provenance = provenance;
    this.sinks = sinks;
  }

  /** The first row that fits, or null. */
  @Nullable Sink find(MethodModel method, Call call) {
    MethodReference target = isReadOfEnvironment(method, call) ? GETENV : call.target();
    List<Sink> candidates = byName.computeIfAbsent(target.name(), this::named);
    boolean own = !candidates.isEmpty() && reach.isOwn(call);
    for (Sink sink : candidates) {
      // a user's table may name methods of the application itself
      if ((!own || reach.program().isApplication(sink.owner()))
          && sink.takes(target.descriptor())
          && isOwner(sink, target)
          && sink.conditions().stream()
              .allMatch(condition -> condition.holds(method, call, provenance))) {
        return sink;
      }
    }
    return null;
  }

  private boolean isOwner(Sink sink, MethodReference target) {
    return target.isConstructor()
        ? target.owner().equals(sink.owner())
        : reach.program().isA(target.owner(), sink.owner());
  }

  /** {@code System.getenv().get(name)} is {@code System.getenv(name)}. */
  private static boolean isReadOfEnvironment(MethodModel method, Call call) {
    return call.target().owner().equals("java/util/Map")
        && call.target().name().startsWith("get")
        && call.receiver().stream()
            .mapToObj(method.body()::origin)
            .anyMatch(origin ->
                origin instanceof Origin.Result result
                    && result.call().target().owner().equals(GETENV.owner())
                    && result.call().target().name().equals(GETENV.name()));
  }

  private List<Sink> named(String name) {
    List<Sink> named = new ArrayList<>();
    for (Sink sink : sinks) {
      if (sink.isNamed(name)) {
        named.add(sink);
      }
    }
    return named;
  }
}
