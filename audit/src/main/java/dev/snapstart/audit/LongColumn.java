package dev.snapstart.audit;

import org.jspecify.annotations.Nullable;

/** A long list of numbers of which most need four bytes: the upper halves are kept if there are. */
final class LongColumn {

  private final IntColumn lower = new IntColumn();
  private @Nullable IntColumn upper;

  void add(long value) {
    int high = (int) (value >>> Integer.SIZE);
    IntColumn known = upper;
    if (known == null && high != 0) {
      known = new IntColumn();
      for (int i = 0; i < lower.size(); i++) {
        known.add(0);
      }
      upper = known;
    }
    if (known != null) {
      known.add(high);
    }
    lower.add((int) value);
  }

  long get(int index) {
    long high = upper == null ? 0 : upper.get(index);
    return high << Integer.SIZE | Integer.toUnsignedLong(lower.get(index));
  }
}
