package dev.snapstart.benchmarks.functions.spring;

import dev.snapstart.hooks.Restores;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Tells clones apart: what was made before the snapshot is the same in all, nothing else is. */
final class Probes {

  private final String snapshot = UUID.randomUUID().toString();

  /** Uses each source, so that what it has kept by then is in the snapshot. */
  Probes() {
    json();
  }

  byte[] json() {
    return ("{\"snapshot\":\""
            + snapshot
            + "\",\"uuid\":\""
            + UUID.randomUUID()
            + "\",\"random\":\""
            + Math.random()
            + "\",\"clone\":\""
            + Restores.cloneId()
            + "\"}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
