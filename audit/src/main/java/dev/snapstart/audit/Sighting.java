package dev.snapstart.audit;

import java.util.List;

/**
 * A hazard at its place in one heap.
 *
 * @param candidate what was seen
 * @param holder whose it is
 * @param key the place, alike in all heaps of the function
 * @param path the place in the application's words
 * @param steps every step to it
 */
record Sighting(Candidate candidate, Origin holder, String key, String path, List<String> steps) {

  Kind kind() {
    return candidate.kind();
  }

  String value() {
    return candidate.value();
  }

  Severity severity() {
    boolean isOfLibrary = holder == Origin.LIBRARY && "SNAP_RNG_STATE".equals(kind().rule());
    boolean isIdle = kind() == Kind.THREAD && !candidate.value().equals(candidate.shown());
    return isOfLibrary || isIdle ? Severity.NOTE : kind().severity();
  }
}
