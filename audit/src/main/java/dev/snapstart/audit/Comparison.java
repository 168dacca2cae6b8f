package dev.snapstart.audit;

import dev.snapstart.audit.Finding.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes findings of what was seen in a snapshot, by what other heaps of the same function have at
 * the same places: after a restore, in another process, in two clones.
 */
final class Comparison {

  private static final String SEPARATOR = " at ";

  private final Map<String, List<Sighting>> snapshot;
  private final @Nullable Map<String, List<Sighting>> restored;
  private final @Nullable Map<String, List<Sighting>> other;
  private final List<Map<String, List<Sighting>>> clones;
  private final Map<String, Integer> quiet = new TreeMap<>();

  /**
   * What is compared.
   *
   * @param snapshot before the restore
   * @param restored the same process after it; null if it was not restored
   * @param other another process before its restore; null if there was none
   * @param clones two clones of one image, or none
   */
  record Heaps(
      List<Sighting> snapshot,
      @Nullable List<Sighting> restored,
      @Nullable List<Sighting> other,
      List<List<Sighting>> clones) {}

  Comparison(Heaps heaps) {
    snapshot = byPlace(heaps.snapshot());
    restored = heaps.restored() == null ? null : byPlace(heaps.restored());
    other = heaps.other() == null ? null : byPlace(heaps.other());
    clones = heaps.clones().stream().map(Comparison::byPlace).toList();
  }

  /** How many were left out as constants, by kind. */
  Map<String, Integer> quiet() {
    return quiet;
  }

  /** The worst first. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    snapshot.forEach((place, seen) -> {
      Finding finding = finding(place, seen);
      if (finding != null) {
        findings.add(finding);
      }
    });
    if (clones.size() > 1) {
      clones
          .get(0)
          .forEach((place, seen) -> {
            Finding finding = snapshot.containsKey(place) ? null : ofClones(place, seen);
            if (finding != null) {
              findings.add(finding);
            }
          });
    }
    findings.sort(
        Comparator.comparing(Finding::isOpen)
            .reversed()
            .thenComparing(Comparator.comparing(Finding::severity).reversed())
            .thenComparing(Finding::kind)
            .thenComparing(Finding::path));
    return findings;
  }

  private @Nullable Finding finding(String place, List<Sighting> seen) {
    List<Sighting> made = withoutConstants(place, seen);
    if (made.isEmpty()) {
      return null;
    }
    Finding equal = ofClones(place, made);
    if (equal != null) {
      return equal;
    }
    if (restored == null) {
      return finding(made, Status.OPEN, "no restore was rehearsed");
    }
    List<Sighting> after = restored.getOrDefault(place, List.of());
    List<Sighting> left = made.stream().filter(each -> isIn(after, each)).toList();
    if (!left.isEmpty()) {
      return finding(left, Status.OPEN, "the same after a restore");
    }
    String how = after.isEmpty() ? "closed or wiped" : "another one";
    return finding(made, Status.MITIGATED, how + " after the rehearsed restore");
  }

  /** What another process has as well was not made by its init. */
  private List<Sighting> withoutConstants(String place, List<Sighting> seen) {
    Kind kind = seen.get(0).kind();
    if (!kind.isFresh()) {
      return seen;
    }
    if (other == null) {
      // nothing tells these from constants
      boolean isPlain = kind == Kind.UNIQUE_NUMBER || kind == Kind.RANDOM_BYTES;
      return isPlain ? List.of() : seen;
    }
    List<Sighting> constants = other.getOrDefault(place, List.of());
    List<Sighting> made = seen.stream().filter(each -> !isIn(constants, each)).toList();
    if (made.size() < seen.size()) {
      quiet.merge(kind + ", the same in another process", seen.size() - made.size(), Integer::sum);
    }
    return made;
  }

  private @Nullable Finding ofClones(String place, List<Sighting> seen) {
    Kind kind = seen.get(0).kind();
    if (clones.size() < 2 || !(kind.isFresh() || kind == Kind.PRIVATE_KEY)) {
      return null;
    }
    List<Sighting> one = withoutConstants(place, clones.get(0).getOrDefault(place, List.of()));
    List<Sighting> another = clones.get(1).getOrDefault(place, List.of());
    for (Sighting each : one) {
      for (Sighting same : another) {
        if (each.value().equals(same.value())) {
          return new Finding(
              kind,
              Severity.ERROR,
              Status.EQUAL_IN_CLONES,
              each.path(),
              each.steps(),
              each.candidate().shown(),
              one.size(),
              "the same in two clones, in the other one at " + same.path());
        }
      }
    }
    return null;
  }

  private static Finding finding(List<Sighting> at, Status status, String note) {
    Sighting first = at.get(0);
    Severity severity =
        at.stream().map(Sighting::severity).max(Comparator.naturalOrder()).orElseThrow();
    return new Finding(
        first.kind(),
        severity,
        status,
        first.path(),
        first.steps(),
        first.candidate().shown(),
        at.size(),
        note);
  }

  private static boolean isIn(List<Sighting> sightings, Sighting one) {
    return sightings.stream()
        .anyMatch(each ->
            Likeness.holds(one.kind(), one.value(), each.value())
                || Likeness.holds(one.kind(), each.value(), one.value()));
  }

  private static Map<String, List<Sighting>> byPlace(List<Sighting> sightings) {
    Map<String, List<Sighting>> places = new LinkedHashMap<>();
    for (Sighting each : sightings) {
      String place = each.kind() + SEPARATOR + each.key();
      places.computeIfAbsent(place, none -> new ArrayList<>()).add(each);
    }
    return places;
  }
}
