package dev.snapstart.audit;

import org.jspecify.annotations.Nullable;

/**
 * An object that looks like a hazard.
 *
 * @param kind what it looks like
 * @param object its number, or that of the object or class that has the field
 * @param field the field where the value is a number and no object; else null
 * @param value what is compared with the same place of another heap
 * @param shown what a user sees of it; never a secret
 */
record Candidate(Kind kind, int object, @Nullable String field, String value, String shown) {

  /** One whose value may be seen. */
  static Candidate of(Kind kind, Instance instance, String value) {
    return new Candidate(kind, instance.object(), null, value, value);
  }

  /** One whose value is shown as its hash. */
  static Candidate hidden(Kind kind, Instance instance, byte[] value) {
    return hidden(kind, instance.object(), value);
  }

  /** One whose value is shown as its hash. */
  static Candidate hidden(Kind kind, int object, byte[] value) {
    String hash = Digests.sha256(value);
    return new Candidate(kind, object, null, hash, hash);
  }
}
