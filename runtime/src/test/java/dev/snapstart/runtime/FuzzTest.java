package dev.snapstart.runtime;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A few thousand seeded inputs for each fuzzer, so that every build runs them; {@code tools/fuzz}
 * gives them a million, guided by coverage.
 */
class FuzzTest {

  private static final int INPUTS = 50_000;

  private static final List<String> ANSWERS =
      List.of(
          "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nLambda-Runtime-Aws-Request-Id: 1\r\n\r\nhello",
          "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nA: b\r\n\r\n",
          "HTTP/1.0 413 Too Large\r\nConnection: close\r\n\r\n{\"errorType\":\"x\"}");

  @Test
  void answersOfAServerAreReadOrRefused() {
    Random random = new Random(20261121);
    for (int i = 0; i < INPUTS; i++) {
      HttpResponseFuzzer.fuzzerTestOneInput(mutate(ANSWERS.get(i % ANSWERS.size()), random));
    }
  }

  private static byte[] mutate(String text, Random random) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes = cut(bytes, at);
        default -> bytes = repeat(bytes, at, random.nextInt(bytes.length - at + 1));
      }
    }
    return bytes;
  }

  private static byte[] cut(byte[] bytes, int length) {
    byte[] result = new byte[Math.max(1, length)];
    System.arraycopy(bytes, 0, result, 0, result.length);
    return result;
  }

  private static byte[] repeat(byte[] bytes, int at, int count) {
    byte[] result = new byte[bytes.length + count];
    System.arraycopy(bytes, 0, result, 0, at + count);
    System.arraycopy(bytes, at, result, at + count, bytes.length - at);
    return result;
  }
}
