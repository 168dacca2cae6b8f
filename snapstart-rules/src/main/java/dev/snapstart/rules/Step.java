package dev.snapstart.rules;

import org.jspecify.annotations.Nullable;

/**
 * Where a value has come to, and how.
 *
 * @param spot where it is
 * @param relation how the value there has to do with the one that was followed
 * @param context the calls that it must leave by
 * @param before the step before it
 */
record Step(Spot spot, Relation relation, @Nullable Context context, @Nullable Step before) {

  /** How a value has to do with the one that was followed. */
  enum Relation {
    /** It is that one. */
    SAME,
    /** It holds that one: a collection, a wrapper, an object with a field. */
    HELD,
    /** It was made from that one. */
    DERIVED;

    /** What a library gives back when it is called on such a value. */
    Relation taken() {
      return this == HELD ? SAME : DERIVED;
    }

    /** What a library gives back when it is called with such a value. */
    Relation passed() {
      return this == SAME ? HELD : this;
    }

    Relation held() {
      return this == SAME ? HELD : this;
    }
  }

  /** What two steps have in common that need not both be taken. */
  record Key(Spot spot, Relation relation, @Nullable Context context) {}

  Key key() {
    return new Key(spot, relation, context);
  }
}
