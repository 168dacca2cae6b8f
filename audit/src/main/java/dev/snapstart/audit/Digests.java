package dev.snapstart.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What is shown and kept of secrets. */
final class Digests {

  private static final int SHOWN_BYTES = 6;

  private Digests() {}

  /** The begin of the hash, enough to tell two secrets apart. */
  static String sha256(byte[] value) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(value);
      return "sha256:" + HexFormat.of().formatHex(hash, 0, SHOWN_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
