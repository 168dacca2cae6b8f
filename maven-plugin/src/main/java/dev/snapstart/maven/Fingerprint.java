package dev.snapstart.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a part was made of: the same inputs have the same one. For one thread. */
final class Fingerprint {

  private final MessageDigest digest;

  Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  Fingerprint add(Object value) {
    digest.update(value.toString().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    return this;
  }

  /** Adds what a file holds. */
  Fingerprint addFile(Path file) throws IOException {
    digest.update(Files.readAllBytes(file));
    return this;
  }

  /** Ends it. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Whether a file holds this text; then a part is what it would be made again. */
  static boolean isIn(Path file, String hex) throws IOException {
    return Files.isRegularFile(file) && Files.readString(file).equals(hex);
  }
}
