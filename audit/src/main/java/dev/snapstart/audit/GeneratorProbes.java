package dev.snapstart.audit;

import dev.snapstart.audit.HeapType.Slot;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Random generators with a state that is in the snapshot. */
final class GeneratorProbes {

  private static final String LIBRARIES =
      "org\\.apache\\.commons\\.(math\\d?|rng)\\..*"
          + "(Random|Generator|Twister|Well\\w+|ISAACRandom|MersenneTwister|Provider)"
          + "|kotlin\\.random\\.XorWowRandom"
          + "|it\\.unimi\\.dsi\\.util\\..*Random(Generator)?"
          + "|cern\\.(jet|colt)\\..*\\.(MersenneTwister\\w*|DRand)";

  private GeneratorProbes() {}

  static void addTo(Probes probes) {
    probes.on("java.util.Random", GeneratorProbes::random);
    // asks the kernel; what its providers keep is looked at by itself
    probes.on("java.security.SecureRandom", Probe.NONE);
    // has no state of its own
    probes.on("java.util.concurrent.ThreadLocalRandom", Probe.NONE);
    probes.on(
        "java.util.SplittableRandom",
        (each, found) ->
            found.accept(
                Candidate.of(
                    Kind.SPLITTABLE_RANDOM,
                    each,
                    Long.toHexString(each.number("seed"))
                        + "/"
                        + Long.toHexString(each.number("gamma")))));
    probes.onMatching(
        "jdk\\.(random|internal\\.(util\\.)?random)\\.\\w+",
        (each, found) -> found.accept(Candidate.of(Kind.RANDOM_GENERATOR, each, numbers(each))));
    probes.onMatching(
        LIBRARIES,
        (each, found) -> found.accept(Candidate.of(Kind.LIBRARY_RANDOM, each, numbers(each))));
    probes.on("sun.security.provider.SecureRandom", GeneratorProbes::sha1);
    probes.on("sun.security.provider.DRBG", GeneratorProbes::drbg);
  }

  /** The seed of a {@code java.util.Random}. */
  static String seed(Instance random) {
    Instance seed = random.follow("seed");
    return seed == null ? "" : Long.toHexString(seed.number("value"));
  }

  private static void random(Instance random, Consumer<Candidate> found) {
    if (!seed(random).isEmpty()) {
      found.accept(Candidate.of(Kind.RANDOM, random, seed(random)));
    }
  }

  private static void sha1(Instance generator, Consumer<Candidate> found) {
    int state = generator.reference("state");
    if (state >= 0) {
      found.accept(Candidate.hidden(Kind.SHA1PRNG, generator, generator.heap().byteArray(state)));
    }
  }

  private static void drbg(Instance generator, Consumer<Candidate> found) {
    Instance mechanism = generator.follow("impl");
    if (mechanism != null && mechanism.is("instantiated")) {
      byte[] state = mechanism.heap().byteArray(mechanism.reference("v"));
      found.accept(Candidate.hidden(Kind.DRBG, generator, state));
    }
  }

  /** All numbers of an object, in the order of their names. */
  private static String numbers(Instance instance) {
    Map<String, String> numbers = new TreeMap<>();
    for (Slot slot : instance.type().slots()) {
      if (slot.type() != HeapType.REFERENCE) {
        numbers.put(slot.name(), Long.toHexString(instance.number(slot)));
      }
    }
    return String.join("/", numbers.values());
  }
}
