package dev.snapstart.audit;

/** How bad a finding is. */
public enum Severity {
  /** Worth knowing; does no harm by itself. */
  NOTE,
  /** Wrong in most applications. */
  WARNING,
  /** Wrong in every clone. */
  ERROR
}
