package dev.snapstart.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something in a snapshot that clones must not share. Immutable; safe for use by many threads.
 *
 * @param kind what it is
 * @param severity how bad it is
 * @param status whether it is still to be dealt with
 * @param path how it is reached, in the application's words, such as {@code static
 *     com.acme.Orders.ids → OrderIds.random → java.util.Random}
 * @param steps every step from a root to it
 * @param value what it is like; a hash where it is a secret
 * @param count how many of its kind are at that place
 * @param note what else is known, such as why it is allowed; may be empty
 */
public record Finding(
    Kind kind,
    Severity severity,
    Status status,
    String path,
    List<String> steps,
    String value,
    int count,
    String note) {

  /** What is to be done about a finding. */
  public enum Status {
    /** It is in the snapshot, and the same after a restore. */
    OPEN,
    /** Two restored clones have the same. */
    EQUAL_IN_CLONES,
    /** A hook replaces, closes or wipes it. */
    MITIGATED,
    /** The allow-list has it. */
    ALLOWED
  }

  /**
   * The rule of {@code snapstart-rules} that finds the same in code.
   *
   * @return such as {@code SNAP_RNG_STATE}; null if there is none
   */
  public @Nullable String rule() {
    return kind.rule();
  }

  /**
   * What helps.
   *
   * @return a sentence
   */
  public String fix() {
    return kind.fix();
  }

  /**
   * Whether something is to be done.
   *
   * @return false if it is mitigated or allowed
   */
  public boolean isOpen() {
    return status == Status.OPEN || status == Status.EQUAL_IN_CLONES;
  }

  Finding allowed(String reason) {
    return new Finding(kind, severity, Status.ALLOWED, path, steps, value, count, reason);
  }

  /** A few lines for a person. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(isOpen() ? severity : status).append(' ').append(kind);
    text.append(rule() == null ? "" : " [" + rule() + "]").append(' ').append(path);
    text.append(count > 1 ? " (" + count + " of them)" : "").append('\n');
    text.append("    ").append(value.isEmpty() ? "" : "value: " + value + "; ").append(note);
    if (isOpen()) {
      text.append("\n    fix: ").append(fix());
    }
    return text.toString();
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", kind.name());
    map.put("severity", severity.name());
    map.put("status", status.name());
    map.put("rule", rule());
    map.put("path", path);
    map.put("steps", steps);
    map.put("value", value);
    map.put("count", count);
    map.put("note", note);
    map.put("fix", fix());
    return map;
  }
}
