package dev.snapstart.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which bytes of a heap are a text that matters by its form, or are random. */
final class Texts {

  private static final int LEAST_RANDOM = 8;
  private static final int MOST_RANDOM = 512;
  private static final int LEAST_UNIQUE = 16;

  private static final Pattern JWT =
      Pattern.compile("eyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.[\\w-]{8,}", Pattern.DOTALL);
  private static final Pattern PEM =
      Pattern.compile("\\s*-----BEGIN ([A-Z]+ )?PRIVATE KEY-----.*", Pattern.DOTALL);
  private static final Pattern ACCESS_KEY = Pattern.compile("(AKIA|ASIA)[A-Z0-9]{16}");
  private static final Pattern UNIQUE =
      Pattern.compile(
          ".*[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}.*"
              + "|.*\\b(?=[a-fA-F]*\\d)[0-9a-fA-F]{16,}\\b.*"
              + "|[0-9A-HJKMNP-TV-Z]{26}");

  private final Circumstances at;
  private final Map<Integer, Kind> byArray = new HashMap<>();

  Texts(Circumstances at) {
    this.at = at;
  }

  /** Looks at the bytes of an array. */
  void look(byte[] bytes, int array) {
    Kind kind = kind(bytes);
    if (kind != null) {
      byArray.put(array, kind);
    }
  }

  /** What an array is; null if nothing. */
  @Nullable Kind of(int array) {
    return byArray.get(array);
  }

  private @Nullable Kind kind(byte[] bytes) {
    for (byte each : bytes) {
      if (each < ' ' && each != '\n' && each != '\r' && each != '\t') {
        boolean isRandom = bytes.length >= LEAST_RANDOM && bytes.length <= MOST_RANDOM;
        return isRandom ? Kind.RANDOM_BYTES : null;
      }
    }
    byte first = bytes[0];
    boolean mayBeSecret =
        first == 'e' || first == 'A' || first == '-' || Character.isWhitespace(first);
    if (mayBeSecret) {
      Kind secret = secret(new String(bytes, StandardCharsets.ISO_8859_1));
      if (secret != null) {
        return secret;
      }
    }
    if (bytes.length > MOST_RANDOM) {
      return null;
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return mayBeUnique(bytes) && UNIQUE.matcher(text).matches() && !isMoment(text)
        ? orTemporary(text)
        : ofHere(text);
  }

  private static @Nullable Kind secret(String text) {
    if (JWT.matcher(text).matches()) {
      return Kind.TOKEN;
    } else if (PEM.matcher(text).matches()) {
      return Kind.PRIVATE_KEY_TEXT;
    }
    return ACCESS_KEY.matcher(text).matches() ? Kind.ACCESS_KEY_TEXT : null;
  }

  private Kind orTemporary(String text) {
    Kind here = ofHere(text);
    return here == null ? Kind.ID_TEXT : here;
  }

  private @Nullable Kind ofHere(String text) {
    if (at.secrets().contains(text)) {
      return Kind.SECRET_VARIABLE;
    } else if (text.equals(at.hostName())) {
      return Kind.HOST_NAME;
    } else if (text.equals(Long.toString(at.pid())) || text.startsWith(at.pid() + "@")) {
      return Kind.PROCESS_ID;
    } else if (text.startsWith(at.temporary() + "/")) {
      return Kind.TEMP_PATH;
    }
    return isMoment(text) ? Kind.INSTANT : null;
  }

  /** A run of digits and letters that is long enough, with a digit in it. */
  private static boolean mayBeUnique(byte[] bytes) {
    int run = 0;
    int digits = 0;
    for (byte each : bytes) {
      boolean isDigit = each >= '0' && each <= '9';
      boolean isLetter = (each | 0x20) >= 'a' && (each | 0x20) <= 'z';
      digits += isDigit ? 1 : 0;
      run = isDigit || isLetter || each == '-' ? run + 1 : 0;
      if (run >= LEAST_UNIQUE) {
        return digits > 0 || bytes.length > LEAST_UNIQUE;
      }
    }
    return false;
  }

  private boolean isMoment(String text) {
    if (text.length() < LEAST_UNIQUE
        || !Character.isDigit(text.charAt(0))
        || text.charAt(10) != 'T') {
      return false;
    }
    try {
      return at.isNow(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
