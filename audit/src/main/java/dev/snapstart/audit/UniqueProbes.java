package dev.snapstart.audit;

import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Ids, and what makes them. */
final class UniqueProbes {

  private static final int VERSION_SHIFT = 12;

  /** Versions of UUIDs that are made of randomness or time, and not of a name. */
  private static final Set<Long> GENERATED = Set.of(1L, 2L, 4L, 6L, 7L);

  private static final String GENERATORS =
      "com\\.github\\.f4b6a3\\.\\w+\\.(\\w+\\.)*\\w+Factory"
          + "|com\\.fasterxml\\.uuid\\.impl\\.TimeBased\\w*Generator"
          + "|(.*\\.)?(Snowflake|Ulid|Ksuid|TimeBased|Sequence)(Id)?(Generator|Factory|Creator)?";

  private static final String IDS =
      "java\\.rmi\\.(server\\.UID|dgc\\.VMID)"
          + "|com\\.github\\.f4b6a3\\.\\w+\\.(Ulid|Tsid|Ksuid)"
          + "|kotlin\\.uuid\\.Uuid"
          + "|org\\.bson\\.types\\.ObjectId";

  private UniqueProbes() {}

  static void addTo(Probes probes) {
    probes.on("java.util.UUID", UniqueProbes::uuid);
    probes.onMatching(
        GENERATORS, (each, found) -> found.accept(Candidate.of(Kind.ID_GENERATOR, each, "")));
    probes.onMatching(IDS, UniqueProbes::id);
  }

  private static void uuid(Instance instance, Consumer<Candidate> found) {
    long high = instance.number("mostSigBits");
    if (GENERATED.contains(high >>> VERSION_SHIFT & 0xF)) {
      UUID id = new UUID(high, instance.number("leastSigBits"));
      found.accept(Candidate.of(Kind.UUID, instance, id.toString()));
    }
  }

  private static void id(Instance instance, Consumer<Candidate> found) {
    StringBuilder value = new StringBuilder();
    instance
        .type()
        .slots()
        .forEach(slot -> {
          if (slot.type() != HeapType.REFERENCE) {
            value.append(Long.toHexString(instance.number(slot)));
          }
        });
    found.accept(Candidate.of(Kind.UNIQUE_ID, instance, value.toString()));
  }
}
