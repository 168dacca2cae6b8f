package dev.snapstart.audit;

import dev.snapstart.audit.Kind.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** What one heap dump has that clones must not share, before it is compared with any other. */
final class Inspection {

  /** So many of a kind are looked at one by one. */
  private static final int MOST = 2000;

  /** What has others of the kinds below as parts, which are no findings of their own. */
  private static final Set<Kind> WHOLES =
      EnumSet.of(
          Kind.CONNECTION_POOL,
          Kind.JDBC_CONNECTION,
          Kind.TIMER,
          Kind.SCHEDULED_TASK,
          Kind.CHILD_PROCESS,
          Kind.ZIP_FILE,
          Kind.MAPPED_FILE,
          Kind.OPEN_FILE,
          Kind.PRIVATE_KEY,
          Kind.SECRET_KEY,
          Kind.CIPHER,
          Kind.NETWORK_INTERFACE,
          Kind.AWS_CREDENTIALS,
          Kind.TEMP_PATH);

  private static final Set<Kind> PARTS =
      EnumSet.of(
          Kind.JDBC_CONNECTION,
          Kind.SOCKET,
          Kind.SOCKET_CHANNEL,
          Kind.THREAD,
          Kind.SCHEDULED_TASK,
          Kind.OPEN_FILE,
          Kind.FILE_CHANNEL,
          Kind.RESOLVED_ADDRESS,
          Kind.HOST_NAME,
          Kind.RANDOM_BYTES,
          Kind.SECRET_KEY,
          Kind.ACCESS_KEY_TEXT,
          Kind.TEMP_PATH,
          Kind.DIRECT_BUFFER,
          Kind.PROCESS_ID);

  private final List<Sighting> sightings = new ArrayList<>();
  private final Map<String, Integer> quiet = new HashMap<>();
  private final @Nullable SizeView sizes;

  /**
   * What to look for.
   *
   * @param at what is known of the process
   * @param prefixes of the application's classes
   * @param isSized whether sizes are of interest, too
   */
  record Subject(Circumstances at, List<String> prefixes, boolean isSized) {}

  /**
   * Reads a dump.
   *
   * @param progress told now and then how many bytes of a pass are read
   * @throws IOException if it is no whole heap dump, with the reason
   */
  static Inspection of(Path dump, Subject subject, LongConsumer progress) throws IOException {
    try (Heap heap = Heap.open(dump, progress)) {
      Origins.tell(heap, subject.prefixes());
      return new Inspection(heap, subject);
    }
  }

  private Inspection(Heap heap, Subject subject) throws IOException {
    Search search = new Search(heap, subject.at());
    Graph graph = search.read();
    Routes routes = new Routes(graph);
    Owners owners = new Owners(graph, routes);
    List<Candidate> candidates = search.candidates(graph, owners);
    candidates.removeIf(each -> !routes.isReached(each.object()));
    Ways ways = new Ways(heap, routes, owners);
    select(candidates, heap, ways, owners);
    sizes = subject.isSized() ? new SizeView(graph, routes, ways) : null;
  }

  List<Sighting> sightings() {
    return sightings;
  }

  /** How many were left out because of who holds them, by what they are. */
  Map<String, Integer> quiet() {
    return quiet;
  }

  @Nullable SizeView sizes() {
    return sizes;
  }

  private void select(List<Candidate> candidates, Heap heap, Ways ways, Owners owners) {
    Set<Integer> wholes = new HashSet<>();
    Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    LiveThreads threads = new LiveThreads(heap, owners);
    candidates.stream()
        .filter(each -> WHOLES.contains(each.kind()))
        .forEach(each -> wholes.add(each.object()));
    for (Candidate each : candidates) {
      Origin holder =
          each.kind() == Kind.THREAD
              ? threads.of(each.object())
              : each.field() == null ? ways.holder(each.object()) : Origin.APPLICATION;
      if (!isOf(each.kind().scope(), holder)) {
        quiet.merge(each.kind() + " of " + holder, 1, Integer::sum);
        continue;
      }
      if (counts.merge(each.kind(), 1, Integer::sum) > MOST) {
        quiet.merge(each.kind() + ", more than " + MOST + " of them", 1, Integer::sum);
        continue;
      }
      List<Integer> way = ways.objects(each.object());
      if (isPart(each, way, wholes) || isInside(each, way, heap)) {
        continue;
      }
      sightings.add(new Sighting(each, holder, ways.key(each), ways.text(each), ways.steps(each)));
    }
  }

  private static boolean isOf(Scope scope, Origin holder) {
    return switch (scope) {
      case OWNED -> holder == Origin.APPLICATION;
      case HELD -> holder == Origin.APPLICATION || holder == Origin.LIBRARY;
      case ANYWHERE -> holder != Origin.RUNTIME;
    };
  }

  private static boolean isPart(Candidate each, List<Integer> way, Set<Integer> wholes) {
    return PARTS.contains(each.kind())
        && way.subList(0, way.size() - 1).stream().anyMatch(wholes::contains);
  }

  /** Parts of the JDK's objects that say nothing of themselves, such as the date of a date-time. */
  private static boolean isInside(Candidate each, List<Integer> way, Heap heap) {
    if (way.size() < 2) {
      return false;
    }
    String parent = heap.typeName(way.get(way.size() - 2));
    return switch (each.kind()) {
      case LOCAL_DATE, INSTANT -> parent.startsWith("java.time.Local");
      // what expires is kept there, but looked up elsewhere
      case DNS_CACHE -> Edges.name(heap, way.get(0), way.get(1)).equals("expirySet");
      case TEMP_PATH -> parent.startsWith("sun.nio.fs.");
      case FILE_CHANNEL -> parent.startsWith("java.io.");
      case SECRET_KEY, CIPHER, RANDOM_BYTES, PRIVATE_KEY ->
          way.stream().anyMatch(at -> heap.typeName(at).startsWith("sun.security.ssl."));
      default -> false;
    };
  }
}
