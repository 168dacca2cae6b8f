package dev.snapstart.emulator;

import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the credentials endpoint of an environment under snap-start gives to who has the token, from
 * each restore on other keys than before. They open nothing. Thread-safe.
 */
final class Credentials {

  private static final int HOURS = 6;

  private final String token;
  private final EnvironmentClock clock;
  private volatile String suffix = "";

  Credentials(String token, EnvironmentClock clock) {
    this.token = token;
    this.clock = clock;
  }

  String token() {
    return token;
  }

  boolean isOpenedBy(@Nullable String authorization) {
    return token.equals(authorization);
  }

  /** The environment was restored. */
  void rotate() {
    suffix = "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  byte[] toJson() {
    String json =
        "{\"AccessKeyId\":\""
            + EnvironmentVariables.ACCESS_KEY
            + suffix
            + "\",\"SecretAccessKey\":\""
            + EnvironmentVariables.SECRET_KEY
            + suffix
            + "\",\"Token\":\""
            + EnvironmentVariables.SESSION_TOKEN
            + suffix
            + "\",\"Expiration\":\""
            + clock.now().plus(HOURS, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS)
            + "\"}";
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
