package dev.snapstart.audit;

import dev.snapstart.audit.HeapType.StaticField;
import java.util.function.Consumer;

/** The JVM's own generators, which are there when something has used them. */
final class StaticGenerators {

  private static final String SEEDER = "java.util.concurrent.ThreadLocalRandom";

  private StaticGenerators() {}

  static void look(Heap heap, Consumer<Candidate> found) {
    look(heap, Kind.MATH_RANDOM, "java.lang.Math$RandomNumberGeneratorHolder", found);
    look(heap, Kind.STRICT_MATH_RANDOM, "java.lang.StrictMath$RandomNumberGeneratorHolder", found);
    look(heap, Kind.SHUFFLE_RANDOM, "java.util.Collections", found);
    HeapType type = heap.type(SEEDER);
    if (type != null) {
      for (StaticField field : type.statics()) {
        Instance seeder =
            field.name().equals("seeder") ? heap.instance(heap.find(field.bits())) : null;
        if (seeder != null) {
          String value = Long.toHexString(seeder.number("value"));
          found.accept(Candidate.of(Kind.THREAD_LOCAL_RANDOM, seeder, value));
        }
      }
    }
  }

  private static void look(Heap heap, Kind kind, String holder, Consumer<Candidate> found) {
    HeapType type = heap.type(holder);
    if (type == null) {
      return;
    }
    for (StaticField field : type.statics()) {
      Instance random =
          field.type() == HeapType.REFERENCE ? heap.instance(heap.find(field.bits())) : null;
      if (random != null && random.type().isA("java.util.Random")) {
        found.accept(Candidate.of(kind, random, GeneratorProbes.seed(random)));
      }
    }
  }
}
