package dev.snapstart.emulator.conformance;

import dev.snapstart.emulator.EnvironmentFailure;
import dev.snapstart.emulator.Fault;
import dev.snapstart.emulator.Faults.Endpoint;
import dev.snapstart.emulator.RecordedRequest;
import dev.snapstart.emulator.Snapshot;
import java.util.List;

/** Checkpoint and restore, and the hooks around them. */
final class SnapStart {

  private static final int HOOK_FAILURE = 64;

  /** Long enough for a runtime that tries again to be refused. */
  private static final long DOWNTIME_MILLIS = 300;

  private SnapStart() {}

  static Section section() {
    return new Section(
        "D8",
        "SnapStart",
        List.of(
            Behaviour.of(121, "On demand: no restore/next, no hook", SnapStart::knowsOnDemand),
            Behaviour.of(
                122,
                "Under snap-start: init, hooks before, restore/next, hooks after, next",
                SnapStart::keepsTheOrder),
            Behaviour.of(
                123,
                "Hooks before in reverse order of registration, hooks after in order",
                SnapStart::callsInOrder),
            Behaviour.of(
                124,
                "A resource that is registered twice: as often before as after",
                SnapStart::callsTwiceRegistered),
            Behaviour.of(
                125,
                "Equal resources are both called; one that was collected is called or missed aloud",
                SnapStart::losesNoHook),
            Behaviour.of(
                126,
                "A hook may register another, from another thread, without a deadlock",
                SnapStart::registersWithinHooks),
            Behaviour.of(
                127,
                "A hook before that throws: all others run; init/error with the cause; exit 64",
                bench -> failsBefore(bench, "exception", "pool is gone")),
            Behaviour.of(
                128,
                "The same for an Error",
                bench -> failsBefore(bench, "error", "com/acme/Pool")),
            Behaviour.of(
                129,
                "A hook after that throws: all others run; restore/error; exit 64; no next",
                bench -> failsAfter(bench, "exception", "pool is gone")),
            Behaviour.of(
                130, "The same for an Error", bench -> failsAfter(bench, "error", "com/acme/Pool")),
            Behaviour.of(
                131, "Of several hooks that throw each cause is told", SnapStart::tellsAllFailures),
            Behaviour.of(
                132,
                "restore/next answered with 403 or 500: init/error is tried, exit 64; hung up: the same, or another try",
                SnapStart::endsWithoutARestore),
            Behaviour.of(
                133,
                "restore/next answered with a body, or in chunks: taken",
                SnapStart::takesAnyRestore),
            Behaviour.notDriven(
                134,
                "A hook that takes too long is not outlived by threads of the runtime",
                "the platform kills the process"),
            Behaviour.of(
                135,
                "The connection of before the checkpoint is given up, a new one is opened",
                SnapStart::reconnects),
            Behaviour.notDriven(
                136,
                "Copies of one snapshot draw different random numbers",
                "the pause engine has one copy only"),
            Behaviour.of(
                137,
                "A handler that cannot be loaded fails at init, so publishing fails",
                SnapStart::refusesBadHandlers),
            Behaviour.of(
                138,
                "Resources of org.crac are called",
                bench ->
                    Violation.unlessHas(
                        "hook before first", bench.function("Hooks").publish().logLines())),
            Behaviour.of(
                139,
                "org.crac.Core.checkpointRestore() is refused as unsupported, and harmless",
                SnapStart::refusesCheckpoints),
            Behaviour.notDriven(
                140, "The snapshot holds no event", "nobody looks into its heap from outside"),
            Behaviour.notDriven(
                141,
                "A checkpoint of a CRaC JDK, where variables and addresses change",
                "it wants a CRaC JDK")));
  }

  private static Trial hooks(Bench bench, String wish) throws Exception {
    return bench.function("Hooks").variable("HOOKS", wish);
  }

  private static List<String> hookLines(List<String> lines) {
    return lines.stream().filter(line -> line.startsWith("hook ")).toList();
  }

  private static void knowsOnDemand(Bench bench) throws Exception {
    Running running = bench.function("Hooks").start();
    running.answer("\"a\"");
    Violation.unlessEqual(List.of(), hookLines(running.lines()));
    Violation.unlessEqual(List.of(), running.requests("/restore/next"));
  }

  private static void keepsTheOrder(Bench bench) throws Exception {
    Snapshot snapshot = bench.function("Hooks").publish();
    Violation.unlessEqual(
        List.of("GET /2018-06-01/runtime/restore/next 0"),
        snapshot.requests().stream().map(RecordedRequest::summary).toList());
    Violation.unlessEqual(
        List.of("hook before second", "hook before first"), hookLines(snapshot.logLines()));
    Running running = new Running(snapshot.restore());
    Violation.unlessEqual(4, hookLines(running.lines()).size());
    List<String> requests =
        running.environment().requests().stream().map(RecordedRequest::path).toList();
    Violation.unlessEqual(
        List.of("/2018-06-01/runtime/restore/next", "/2018-06-01/runtime/invocation/next"),
        requests);
    Violation.unlessContains("a ", running.answer("\"a\""));
  }

  private static void callsInOrder(Bench bench) throws Exception {
    Violation.unlessEqual(
        List.of("hook before second", "hook before first", "hook after first", "hook after second"),
        hookLines(bench.function("Hooks").restored().lines()));
  }

  private static void callsTwiceRegistered(Bench bench) throws Exception {
    List<String> lines = hookLines(hooks(bench, "twice").restored().lines());
    long before = lines.stream().filter("hook before first"::equals).count();
    long after = lines.stream().filter("hook after first"::equals).count();
    Violation.unless(before >= 1 && before == after, "as many calls before as after", lines);
  }

  private static void losesNoHook(Bench bench) throws Exception {
    List<String> equal = hookLines(hooks(bench, "equal").restored().lines());
    for (String name : List.of("equal 1", "equal 2")) {
      Violation.unlessHas("hook before " + name, equal);
      Violation.unlessHas("hook after " + name, equal);
    }
    List<String> forgotten = hooks(bench, "forgotten").restored().lines();
    Violation.unless(
        forgotten.stream()
            .anyMatch(line ->
                line.equals("hook before forgotten")
                    || line.contains("collected")
                    || line.contains("Hooks$Named")),
        "a call of the hook, or a warning",
        forgotten);
  }

  private static void registersWithinHooks(Bench bench) throws Exception {
    for (String wish : List.of("before register first", "after register first")) {
      Running running = hooks(bench, wish).restored();
      Violation.unlessHas("registered late", running.lines());
      Violation.unlessContains("a ", running.answer("\"a\""));
    }
  }

  private static void failsBefore(Bench bench, String kind, String cause) throws Exception {
    expect(
        hooks(bench, "before " + kind + " second").publishFailure(),
        "Runtime.BeforeCheckpointError",
        List.of(cause, "hook before first"),
        "/restore/next");
  }

  private static void failsAfter(Bench bench, String kind, String cause) throws Exception {
    expect(
        hooks(bench, "after " + kind + " first").restoreFailure(),
        "Runtime.AfterRestoreError",
        List.of(cause, "hook after second"),
        "/invocation/next");
  }

  /** What is told: first in the error, second in the log. */
  private static void expect(
      EnvironmentFailure failure, String errorType, List<String> told, String notAsked) {
    Violation.unlessEqual(errorType, failure.errorType());
    Violation.unlessContains(told.get(0), failure.errorPayload());
    Violation.unlessContains(told.get(1), failure.lastOutput());
    Violation.unlessEqual(HOOK_FAILURE, failure.exitStatus());
    Violation.unless(
        failure.requests().stream().noneMatch(request -> request.path().endsWith(notAsked)),
        "no request to …" + notAsked,
        failure.requests());
  }

  private static void tellsAllFailures(Bench bench) throws Exception {
    EnvironmentFailure failure = hooks(bench, "before both").publishFailure();
    String told = failure.errorPayload() + failure.lastOutput();
    Violation.unlessContains("failed first", told);
    Violation.unlessContains("failed second", told);
  }

  private static void endsWithoutARestore(Bench bench) throws Exception {
    for (int status : List.of(403, 500)) {
      EnvironmentFailure failure =
          bench
              .function("Hooks")
              .fault(Endpoint.RESTORE_NEXT, 1, new Fault.Answered(status))
              .publishFailure();
      Violation.unless(
          failure.requests().stream().anyMatch(request -> request.path().endsWith("init/error")),
          "init/error",
          failure.requests());
      Violation.unlessEqual(HOOK_FAILURE, failure.exitStatus());
    }
    Trial dropped = bench.function("Hooks").fault(Endpoint.RESTORE_NEXT, 1, new Fault.HungUp());
    try {
      // a connection is lost in every real snapshot, so it may as well try again
      Violation.unlessContains("a ", dropped.restored().answer("\"a\""));
    } catch (EnvironmentFailure failure) {
      Violation.unlessEqual(HOOK_FAILURE, failure.exitStatus());
    }
  }

  private static void takesAnyRestore(Bench bench) throws Exception {
    for (Fault fault : List.of(new Fault.Embellished("go on"), new Fault.Chunked(3))) {
      Running running = bench.function("Hooks").fault(Endpoint.RESTORE_NEXT, 1, fault).restored();
      Violation.unlessContains("a ", running.answer("\"a\""));
    }
  }

  private static void reconnects(Bench bench) throws Exception {
    Snapshot snapshot = bench.function("Hooks").publish();
    snapshot.disconnect();
    Thread.sleep(DOWNTIME_MILLIS);
    snapshot.reconnect();
    Running running = new Running(snapshot.restore());
    Violation.unlessContains("a ", running.answer("\"a\""));
    Violation.unlessEqual(4, hookLines(running.lines()).size());
    Running quiet = bench.function("Hooks").restored();
    int connections = quiet.environment().connectionCount();
    Violation.unless(connections >= 2, "a connection of its own after the restore", connections);
  }

  private static void refusesBadHandlers(Bench bench) throws Exception {
    Violation.unlessContains("Nowhere", bench.function("Nowhere").publishFailure().errorPayload());
    bench.function("Hooks").publish();
  }

  private static void refusesCheckpoints(Bench bench) throws Exception {
    Running running = bench.function("Hooks").restored();
    Violation.unlessContains("unsupported", running.answer("\"checkpoint\""));
    Violation.unlessContains("a ", running.answer("\"a\""));
  }
}
