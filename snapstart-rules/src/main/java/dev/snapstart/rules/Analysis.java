package dev.snapstart.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides, once all classes are known, what is a hazard. */
final class Analysis {

  private final Program program;
  private final Reach reach;
  private final Roots roots;
  private final Hooks hooks;
  private final List<Sink> sinks;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> reported = new HashSet<>();

  Analysis(Program program, List<Sink> sinks, @Nullable Template template) {
    this.program = program;
    this.sinks = sinks;
    this.reach = new Reach(program, new Guards(new Settings(program)));
    this.roots = new Roots(program, reach, template);
    this.hooks = new Hooks(program);
  }

  /** All that was found, the worst first, then by place. */
  List<Finding> run() {
    roots.add();
    new ObjectFlow(program, reach, hooks, roots.kept()).run();
    FieldWrites writes = new FieldWrites(reach);
    SinkMatcher matcher = new SinkMatcher(reach, new Provenance(reach, writes), sinks);
    RestoreEffects restored = new RestoreEffects(reach, hooks);
    Lateness lateness = new Lateness(reach, writes);
    for (Arrival arrival : List.copyOf(reach.arrivals())) {
      for (Site site : arrival.method().body().sites()) {
        Sink sink = site instanceof Call call ? matcher.find(arrival.method(), call) : null;
        if (sink != null) {
          decide(arrival, (Call) site, sink, restored, lateness);
        }
      }
    }
    new HookRules(program, reach, hooks, roots).findings().forEach(this::add);
    findings.sort(
        Comparator.comparing(Finding::priority)
            .thenComparing(Finding::className)
            .thenComparingInt(Finding::line)
            .thenComparing(Finding::pattern));
    return findings;
  }

  private void decide(
      Arrival arrival, Call call, Sink sink, RestoreEffects restored, Lateness lateness) {
    MethodModel method = arrival.method();
    Guards.Weight weight = reach.guards().weight(method, method.body().guards(call));
    boolean seededAgain =
        sink.pattern() == Pattern.SNAP_STATIC_PRNG
            && hooks.seedJvm(reach, arrival.root().method().owner());
    if (weight == Guards.Weight.EXCLUDES
        || (sink.pattern() == Pattern.SNAP_CONNECTION && roots.isSuspendedPool(method))
        || (arrival.managed() && !sink.mustBeKept())) {
      return;
    }
    Fate fate = new Fate(sink, reach, restored, roots);
    Flow flow = new Flow(reach, fate, Flow.LONGEST);
    OriginSet carriers = seededAgain ? drawn(call) : carriers(call, sink.carrier());
    carriers.forEach(origin -> flow.followInto(new Spot(method, origin)));
    if (seededAgain && !fate.isKept()) {
      return;
    }
    if (!fate.isHazard() || isStopped(method, call, sink, restored) || lateness.isAge(sink, fate)) {
      return;
    }
    Priority priority =
        arrival.lowered() || weight == Guards.Weight.LOWERS
            ? sink.priority().lower()
            : sink.priority();
    boolean primed = arrival.primed() && lateness.isLazy(fate);
    add(
        new Finding(
            primed ? Pattern.SNAP_PRIMED_LAZY_STATE : sink.pattern(),
            priority,
            arrival,
            call.line(),
            call.target().label(),
            sink.why(),
            fate.fields()));
  }

  /** Whether a task is stopped itself, while the timer that it was given to goes on. */
  private boolean isStopped(MethodModel method, Call call, Sink sink, RestoreEffects restored) {
    if (sink.pattern() != Pattern.SNAP_THREAD_TIMER || call.result() < 0) {
      return false;
    }
    Fate fate = new Fate(sink, reach, restored, roots);
    new Flow(reach, fate, Flow.LONGEST).followInto(new Spot(method, call.result()));
    return !fate.isHazard();
  }

  /** What a generator gave, or put in order, which stays when it gets another seed. */
  private static OriginSet drawn(Call call) {
    return call.result() < 0 ? call.argument(0) : OriginSet.of(call.result());
  }

  private static OriginSet carriers(Call call, Sink.Carrier carrier) {
    return switch (carrier.kind()) {
      case RESULT -> call.result() < 0 ? OriginSet.EMPTY : OriginSet.of(call.result());
      case OBJECT, ITSELF -> call.receiver();
      case ARGUMENT -> call.argument(carrier.argument() + (call.hasReceiver() ? 1 : 0));
      case NOTHING -> OriginSet.EMPTY;
    };
  }

  private void add(Finding finding) {
    String place = finding.pattern() + " " + finding.className() + " " + finding.line();
    if (finding.priority() != Priority.NONE && reported.add(place)) {
      findings.add(finding);
    }
  }
}
