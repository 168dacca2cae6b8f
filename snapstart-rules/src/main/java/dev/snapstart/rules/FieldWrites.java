package dev.snapstart.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where fields are written before the checkpoint. */
final class FieldWrites {

  /**
   * A write.
   *
   * @param method where
   * @param site how
   */
  record Write(MethodModel method, FieldWrite site) {}

  private final Map<FieldReference, List<Write>> writes = new HashMap<>();

  FieldWrites(Reach reach) {
    for (Arrival arrival : reach.arrivals()) {
      for (Site site : arrival.method().body().sites()) {
        if (site instanceof FieldWrite write) {
          writes
              .computeIfAbsent(reach.program().declared(write.field()), any -> new ArrayList<>())
              .add(new Write(arrival.method(), write));
        }
      }
    }
  }

  List<Write> of(FieldReference field) {
    return writes.getOrDefault(field, List.of());
  }
}
