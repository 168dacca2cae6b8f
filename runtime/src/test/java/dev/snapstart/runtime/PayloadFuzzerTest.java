package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Drives the fuzzer with the sample events, cut, spliced and spoilt: the same ones on every run.
 */
class PayloadFuzzerTest {

  private static final int INPUTS = 20_000;
  private static final int LONGEST = 2000;

  private static final List<String> SPICES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "\"",
          "'",
          "\\",
          "\\u",
          "\\ud83d",
          "null",
          "true",
          "NaN",
          "-Infinity",
          "1e400",
          "-0",
          "01",
          "1.5",
          "9999999999999999999999",
          "\"\"",
          "\" \"",
          "\"2024-01-02T03:04:05Z\"",
          "\"P1D\"",
          "1e-1000000",
          "\u0000",
          "\u00e9",
          "/*",
          "//",
          "#",
          "\"Records\":[",
          "\"a\":",
          "\"content\":[[",
          "\"children\":[{");

  private final Random random = new Random(20_261_121);

  @Test
  void readsAnythingOrSaysWhyNot() {
    List<byte[]> seeds = new ArrayList<>();
    for (String sample : RicEventsTest.samples().values()) {
      seeds.add(sample.getBytes(StandardCharsets.UTF_8));
    }
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = mutate(seeds);
      assertThatCode(() -> PayloadFuzzer.fuzzerTestOneInput(input))
          .as(() -> new String(input, StandardCharsets.ISO_8859_1))
          .doesNotThrowAnyException();
    }
  }

  private byte[] mutate(List<byte[]> seeds) {
    byte[] data = part(seeds);
    for (int changes = random.nextInt(6); changes >= 0; changes--) {
      int at = random.nextInt(data.length + 1);
      data =
          switch (random.nextInt(5)) {
            case 0 -> splice(data, at, spice(), at);
            case 1 -> splice(data, at, spice(), Math.min(data.length, at + random.nextInt(8)));
            case 2 -> splice(data, at, new byte[0], Math.min(data.length, at + random.nextInt(20)));
            case 3 -> splice(data, at, part(seeds), at);
            default -> Arrays.copyOf(data, at);
          };
    }
    return data.length > LONGEST ? Arrays.copyOf(data, LONGEST) : data;
  }

  private byte[] spice() {
    return random.nextInt(4) == 0
        ? new byte[] {(byte) random.nextInt(256)}
        : SPICES.get(random.nextInt(SPICES.size())).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] part(List<byte[]> seeds) {
    byte[] seed = seeds.get(random.nextInt(seeds.size()));
    if (random.nextBoolean()) {
      return seed;
    }
    int from = random.nextInt(seed.length);
    return Arrays.copyOfRange(seed, from, from + random.nextInt(seed.length - from));
  }

  private static byte[] splice(byte[] data, int from, byte[] insert, int to) {
    byte[] result = Arrays.copyOf(data, from + insert.length + data.length - to);
    System.arraycopy(insert, 0, result, from, insert.length);
    System.arraycopy(data, to, result, from + insert.length, data.length - to);
    return result;
  }
}
