package dev.snapstart.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a method does, as far as values that outlive it are concerned. */
final class MethodBody {

  static final MethodBody EMPTY =
      new MethodBody(List.of(), List.of(), OriginSet.EMPTY, new GuardsByInstruction());

  private final List<Origin> origins;
  private final List<Site> sites;
  private final OriginSet returned;
  private final GuardsByInstruction guards;
  private final Map<Integer, List<Site>> uses = new HashMap<>();
  private final Map<Integer, List<Integer>> reads = new HashMap<>();
  private final Map<Integer, List<Integer>> differences = new HashMap<>();
  private final Map<Integer, List<Integer>> decisions = new HashMap<>();
  private boolean usesKnown;

  MethodBody(
      List<Origin> origins, List<Site> sites, OriginSet returned, GuardsByInstruction guards) {
    this.origins = List.copyOf(origins);
    this.sites = List.copyOf(sites);
    this.returned = returned;
    this.guards = guards;
  }

  Origin origin(int number) {
    return origins.get(number);
  }

  int originCount() {
    return origins.size();
  }

  List<Site> sites() {
    return sites;
  }

  /** All that it may return. */
  OriginSet returned() {
    return returned;
  }

  List<Guard> guards(Site site) {
    return guards.at(site.at());
  }

  List<Guard> guards(int at) {
    return guards.at(at);
  }

  /** Whether only a caught exception leads to a place. */
  boolean isExceptional(Site site) {
    return guards.isExceptional(site.at());
  }

  /** The sites that take a value of this origin. */
  List<Site> uses(int origin) {
    index();
    return uses.getOrDefault(origin, List.of());
  }

  /** The fields that are read of an object of this origin. */
  List<Integer> reads(int object) {
    index();
    return reads.getOrDefault(object, List.of());
  }

  /** Decisions that are made of a value of this origin. */
  List<Integer> decisions(int origin) {
    index();
    return decisions.getOrDefault(origin, List.of());
  }

  /** Differences that a value of this origin goes into. */
  List<Integer> differences(int origin) {
    index();
    return differences.getOrDefault(origin, List.of());
  }

  private void index() {
    if (usesKnown) {
      return;
    }
    usesKnown = true;
    sites.forEach(this::index);
    for (int i = 0; i < origins.size(); i++) {
      if (origins.get(i) instanceof Origin.FieldRead read) {
        index(read.object(), i, reads);
      } else if (origins.get(i) instanceof Origin.Difference difference) {
        index(difference.left().union(difference.right()), i, differences);
      } else if (origins.get(i) instanceof Origin.Decision decision) {
        index(decision.asked(), i, decisions);
      }
    }
  }

  private static void index(OriginSet from, int to, Map<Integer, List<Integer>> index) {
    from.forEach(origin -> index.computeIfAbsent(origin, any -> new ArrayList<>()).add(to));
  }

  private void index(Site site) {
    if (site instanceof Call call) {
      for (OriginSet argument : call.arguments()) {
        argument.forEach(origin -> use(origin, site));
      }
    } else if (site instanceof FieldWrite write) {
      write.value().forEach(origin -> use(origin, site));
    } else if (site instanceof ArrayWrite write) {
      write.value().forEach(origin -> use(origin, site));
    } else if (site instanceof FunctionSite function) {
      for (OriginSet captured : function.captured()) {
        captured.forEach(origin -> use(origin, site));
      }
    }
  }

  private void use(int origin, Site site) {
    List<Site> known = uses.computeIfAbsent(origin, any -> new ArrayList<>());
    if (!known.contains(site)) {
      known.add(site);
    }
  }
}
