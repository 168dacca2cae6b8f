package dev.snapstart.audit;

import dev.snapstart.audit.Comparison.Heaps;
import dev.snapstart.audit.Inspection.Subject;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.EnvironmentFailure;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.emulator.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says what is in a function's snapshot that clones must not share, and what fills it: runs the
 * function's init, dumps the heap of the process that waits for its restore, restores it, and looks
 * what is still there.
 *
 * <pre>{@code
 * AuditReport report = Audit.of(function).allow(AllowList.read(file)).run();
 * report.requireClean();
 * }</pre>
 *
 * <p>Not safe for use by many threads.
 */
public final class Audit {

  private static final double MEGABYTE = 1e6;

  private final FunctionSpec function;
  private List<String> prefixes;
  private AllowList allowed = AllowList.empty();
  private List<byte[]> events = List.of();
  private boolean compareClones;
  private @Nullable Path keptDumps;
  private Consumer<String> progress = line -> {};

  /** The heap of a process that is no more. */
  private record Dumped(String name, Path file, Circumstances at) {}

  private Audit(FunctionSpec function) {
    this.function = function;
    this.prefixes = Origins.prefixes(function.handler());
  }

  /**
   * Begins an audit with the defaults: what is the application is told by its handler's package and
   * by directories on the class path; nothing is allowed.
   *
   * @param function what to audit
   * @return an audit to be configured and run
   */
  public static Audit of(FunctionSpec function) {
    return new Audit(function);
  }

  /**
   * Audits a heap dump that is there. Without a process nothing can be said of what hooks do, and
   * constants cannot be told from what init has made.
   *
   * @param dump in hprof format
   * @param prefixes with what the names of the application's classes begin, if they are in a jar
   * @param progress gets a line now and then
   * @return what was found
   * @throws IOException if it is no whole heap dump, with the reason
   */
  public static AuditReport ofDump(Path dump, List<String> prefixes, Consumer<String> progress)
      throws IOException {
    Subject subject = new Subject(circumstances(dump), prefixes, true);
    Inspection seen = inspect(dump, subject, "the dump", progress);
    Comparison comparison = new Comparison(new Heaps(seen.sightings(), null, null, List.of()));
    return report(comparison, List.of(seen), AllowList.empty(), null);
  }

  private static Circumstances circumstances(Path dump) throws IOException {
    try {
      return AuditedProcess.ofDump(dump);
    } catch (IOException e) {
      throw new UnreadableException("the heap dump", dump, e);
    }
  }

  /**
   * Says which classes are the application's own, where its package does not tell.
   *
   * @param begins with what their names begin, such as {@code com.acme.}
   * @return this
   */
  public Audit application(String... begins) {
    prefixes = new ArrayList<>(prefixes);
    prefixes.addAll(Arrays.asList(begins));
    return this;
  }

  /**
   * Says what may be in the snapshot.
   *
   * @param list each entry with its reason
   * @return this
   */
  public Audit allow(AllowList list) {
    allowed = list;
    return this;
  }

  /**
   * Also looks which of the classes that init has loaded are used by invocations.
   *
   * @param invocations the events, in their order
   * @return this
   */
  public Audit events(List<byte[]> invocations) {
    events = List.copyOf(invocations);
    return this;
  }

  /**
   * Also compares two clones of one image, for which {@link Engine#CRIU} is needed.
   *
   * @return this
   */
  public Audit compareClones() {
    compareClones = true;
    return this;
  }

  /**
   * Keeps the heap dumps, which hold all secrets of the function; otherwise they are deleted.
   *
   * @param directory made if it is not there
   * @return this
   */
  public Audit keepDumps(Path directory) {
    keptDumps = directory;
    return this;
  }

  /**
   * Says who is told how far it is.
   *
   * @param lines gets a line now and then
   * @return this
   */
  public Audit progress(Consumer<String> lines) {
    progress = lines;
    return this;
  }

  /**
   * Does it.
   *
   * @return what was found
   * @throws EnvironmentFailure if the function cannot be initialised or restored
   * @throws IllegalArgumentException if clones are to be compared and there is no CRIU
   * @throws IOException if a heap cannot be dumped or read
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public AuditReport run() throws EnvironmentFailure, IOException, InterruptedException {
    try (HeapDumps dumps = new HeapDumps(keptDumps)) {
      List<Inspection> held = rehearse(dumps);
      Inspection other = another(dumps);
      List<List<Sighting>> clones = compareClones ? clones(dumps) : List.of();
      ClassUse classUse = events.isEmpty() ? null : UsedClasses.of(function, events, progress);
      Comparison comparison =
          new Comparison(
              new Heaps(
                  held.get(0).sightings(), held.get(1).sightings(), other.sightings(), clones));
      return report(comparison, held, allowed, classUse);
    }
  }

  private static AuditReport report(
      Comparison comparison,
      List<Inspection> seen,
      AllowList allowed,
      @Nullable ClassUse classUse) {
    List<Finding> found = comparison.findings();
    List<Finding> findings = new ArrayList<>();
    List<Finding> atTheEnd = new ArrayList<>();
    for (Finding each : found) {
      String reason = each.isOpen() ? allowed.reason(each) : null;
      if (reason == null) {
        findings.add(each);
      } else {
        atTheEnd.add(each.allowed(reason));
      }
    }
    findings.addAll(atTheEnd);
    Map<String, Integer> quiet = new TreeMap<>(seen.get(0).quiet());
    quiet.putAll(comparison.quiet());
    return new AuditReport(findings, quiet, allowed.unused(found), seen.get(0).sizes(), classUse);
  }

  /** The process before its restore and after it. */
  private List<Inspection> rehearse(HeapDumps dumps)
      throws EnvironmentFailure, IOException, InterruptedException {
    AuditedProcess process = new AuditedProcess(function);
    Dumped before;
    Dumped after;
    try (Emulator emulator = Emulator.builder().engine(Engine.PAUSE).build();
        Snapshot snapshot = publish(emulator, "init of \"" + function.name() + "\"")) {
      long pid = held(snapshot);
      before = new Dumped("the snapshot", dumps.take(pid, "snapshot"), process.dumped(pid));
      progress.accept("restore");
      Environment restored = snapshot.restore();
      after =
          new Dumped(
              "the restored process",
              dumps.take(restored.pid(), "restored"),
              process.dumped(restored.pid()));
    }
    return List.of(inspect(dumps, before, true), inspect(dumps, after, false));
  }

  /** Another process before its restore: what it has as well is constant. */
  private Inspection another(HeapDumps dumps)
      throws EnvironmentFailure, IOException, InterruptedException {
    AuditedProcess process = new AuditedProcess(function);
    Dumped dumped;
    try (Emulator emulator = Emulator.builder().engine(Engine.PAUSE).build();
        Snapshot snapshot = publish(emulator, "another init, to tell constants")) {
      long pid = held(snapshot);
      dumped = new Dumped("the other process", dumps.take(pid, "another"), process.dumped(pid));
    }
    return inspect(dumps, dumped, false);
  }

  private long held(Snapshot snapshot) throws IOException {
    return snapshot
        .heldPid()
        .orElseThrow(() -> HeapDumps.ended("function \"" + function.name() + "\""));
  }

  /** Two clones of one image, one after the other: both have the same id, and the same socket. */
  private List<List<Sighting>> clones(HeapDumps dumps)
      throws EnvironmentFailure, IOException, InterruptedException {
    List<List<Sighting>> clones = new ArrayList<>();
    AuditedProcess process = new AuditedProcess(function);
    try (Emulator emulator = Emulator.builder().engine(Engine.CRIU).build();
        Snapshot snapshot = publish(emulator, "an image for clones")) {
      for (String name : List.of("clone-1", "clone-2")) {
        progress.accept("restore of " + name);
        Dumped dumped;
        try (Environment clone = snapshot.restore()) {
          dumped = new Dumped(name, dumps.take(clone.pid(), name), process.dumped(clone.pid()));
        }
        clones.add(inspect(dumps, dumped, false).sightings());
      }
    }
    return clones;
  }

  private Snapshot publish(Emulator emulator, String what)
      throws EnvironmentFailure, InterruptedException {
    progress.accept(what);
    return emulator.publish(function);
  }

  private Inspection inspect(HeapDumps dumps, Dumped dumped, boolean isSized) throws IOException {
    Subject subject = new Subject(dumped.at(), prefixes, isSized);
    Inspection inspection = inspect(dumped.file(), subject, dumped.name(), progress);
    dumps.done(dumped.file());
    return inspection;
  }

  private static Inspection inspect(
      Path dump, Subject subject, String name, Consumer<String> progress) throws IOException {
    long size = Files.size(dump);
    progress.accept(String.format(Locale.ROOT, "reading %s: %.0f MB", name, size / MEGABYTE));
    return Inspection.of(
        dump,
        subject,
        bytes ->
            progress.accept(
                String.format(
                    Locale.ROOT,
                    "reading %s: %.0f of %.0f MB",
                    name,
                    bytes / MEGABYTE,
                    size / MEGABYTE)));
  }
}
