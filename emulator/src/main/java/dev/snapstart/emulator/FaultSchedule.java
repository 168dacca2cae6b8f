package dev.snapstart.emulator;

import dev.snapstart.emulator.Faults.Endpoint;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the requests of one process and tells which of them meet a fault. Thread-safe. */
final class FaultSchedule {

  private final Faults faults;
  private final Map<Endpoint, Integer> counts = new EnumMap<>(Endpoint.class);

  FaultSchedule(Faults faults) {
    this.faults = faults;
  }

  /** Null for a request that meets none. */
  synchronized @Nullable Fault next(String method, String path) {
    Endpoint endpoint = Endpoint.of(method, path);
    return endpoint == null ? null : faults.of(endpoint, counts.merge(endpoint, 1, Integer::sum));
  }
}
