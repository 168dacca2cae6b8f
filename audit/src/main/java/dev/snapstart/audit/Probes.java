package dev.snapstart.audit;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which classes are looked at, and by what. The nearest class in the line of parents counts. */
final class Probes {

  private final Map<String, Probe> byName = new HashMap<>();
  private final Map<Pattern, Probe> byPattern = new LinkedHashMap<>();

  /** All that are there, for a process in these circumstances. */
  static Probes all(Circumstances at) {
    Probes probes = new Probes();
    GeneratorProbes.addTo(probes);
    UniqueProbes.addTo(probes);
    KeyProbes.addTo(probes);
    new TimeProbes(at).addTo(probes);
    NetworkProbes.addTo(probes);
    new HostProbes(at).addTo(probes);
    new FileProbes(at).addTo(probes);
    ThreadProbes.addTo(probes);
    return probes;
  }

  void on(String type, Probe probe) {
    byName.put(type, probe);
  }

  /** For classes whose names, not those of their parents, match. */
  void onMatching(String pattern, Probe probe) {
    byPattern.put(Pattern.compile(pattern), probe);
  }

  @Nullable Probe of(HeapType type) {
    for (Map.Entry<Pattern, Probe> each : byPattern.entrySet()) {
      if (each.getKey().matcher(type.name()).matches()) {
        return each.getValue();
      }
    }
    for (HeapType at = type; at != null; at = at.parent()) {
      Probe probe = byName.get(at.name());
      if (probe != null) {
        return probe;
      }
    }
    return null;
  }
}
