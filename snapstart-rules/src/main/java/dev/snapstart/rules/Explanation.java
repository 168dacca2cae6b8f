package dev.snapstart.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Says of a finding why it is one. */
final class Explanation {

  private static final int LONGEST_WAY = 6;

  private final Finding finding;

  Explanation(Finding finding) {
    this.finding = finding;
  }

  /** What clones have in common, and where it stays. */
  String reason() {
    if (finding.fields().isEmpty()) {
      return finding.why();
    }
    List<String> fields = finding.fields().stream().map(FieldReference::label).toList();
    return finding.why() + "; it stays in " + String.join(", held by ", fields);
  }

  /** Why the code runs before the checkpoint. */
  String way() {
    List<String> names = new ArrayList<>();
    for (Arrival at = finding.arrival(); at != null; at = at.caller()) {
      names.add(at.method().label());
    }
    Collections.reverse(names);
    if (names.size() > LONGEST_WAY) {
      names.subList(LONGEST_WAY / 2, names.size() - LONGEST_WAY / 2).clear();
      names.add(LONGEST_WAY / 2, "…");
    }
    String reason = finding.arrival().root().reason();
    return (reason.isEmpty() ? "" : reason + ": ") + String.join(" → ", names);
  }
}
