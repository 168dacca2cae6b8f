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

  /** The sites that take a value of this origin. */
  List<Site> uses(int origin) {
    if (!usesKnown) {
      usesKnown = true;
      sites.forEach(this::index);
    }
    return uses.getOrDefault(origin, List.of());
  }

  /** The fields that are read of an object of this origin. */
  List<Integer> reads(int object) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < origins.size(); i++) {
      if (origins.get(i) instanceof Origin.FieldRead read && read.object().contains(object)) {
        found.add(i);
      }
    }
    return found;
  }

  /** Differences that a value of this origin goes into. */
  List<Integer> differences(int origin) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < origins.size(); i++) {
      if (origins.get(i) instanceof Origin.Difference difference
          && (difference.left().contains(origin) || difference.right().contains(origin))) {
        found.add(i);
      }
    }
    return found;
  }

  private void index(Site site) {
    if (site instanceof Call call) {
      for (OriginSet argument : call.arguments()) {
        argument.stream().forEach(origin -> use(origin, site));
      }
    } else if (site instanceof FieldWrite write) {
      write.value().stream().forEach(origin -> use(origin, site));
    } else if (site instanceof ArrayWrite write) {
      write.value().stream().forEach(origin -> use(origin, site));
    } else if (site instanceof FunctionSite function) {
      for (OriginSet captured : function.captured()) {
        captured.stream().forEach(origin -> use(origin, site));
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
