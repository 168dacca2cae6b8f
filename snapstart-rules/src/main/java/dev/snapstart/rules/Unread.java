package dev.snapstart.rules;

import java.util.Map;
import java.util.TreeMap;

/** What could not be read, and why; the analysis goes on without it. */
final class Unread {

  private final Map<String, String> reasons = new TreeMap<>();

  void note(String what, String why) {
    reasons.putIfAbsent(what, why);
  }

  Map<String, String> reasons() {
    return reasons;
  }
}
