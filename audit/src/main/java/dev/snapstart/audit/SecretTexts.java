package dev.snapstart.audit;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts that are secrets by their form, whoever holds them. */
final class SecretTexts {

  private static final Pattern JWT =
      Pattern.compile("eyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.[\\w-]{8,}", Pattern.DOTALL);
  private static final Pattern PEM =
      Pattern.compile("\\s*-----BEGIN ([A-Z]+ )?PRIVATE KEY-----.*", Pattern.DOTALL);
  private static final Pattern ACCESS_KEY = Pattern.compile("(AKIA|ASIA)[A-Z0-9]{16}");

  private final Map<Integer, Kind> byArray = new HashMap<>();

  /** Looks at the bytes of a text that may be one. */
  void look(byte[] bytes, int array) {
    Kind kind = kind(bytes);
    if (kind != null) {
      byArray.put(array, kind);
    }
  }

  /** Finds the texts that have such bytes. */
  void find(Graph graph, int string, Consumer<Candidate> found) {
    if (byArray.isEmpty() || graph.begin(string) == graph.end(string)) {
      return;
    }
    int array = graph.target(graph.begin(string));
    Kind kind = byArray.get(array);
    if (kind != null) {
      found.accept(Candidate.hidden(kind, string, graph.heap().byteArray(array)));
    }
  }

  private static @Nullable Kind kind(byte[] bytes) {
    byte first = bytes[0];
    if (first != 'e' && first != 'A' && first != '-' && !Character.isWhitespace(first)) {
      return null;
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (JWT.matcher(text).matches()) {
      return Kind.TOKEN;
    } else if (PEM.matcher(text).matches()) {
      return Kind.PRIVATE_KEY_TEXT;
    }
    return ACCESS_KEY.matcher(text).matches() ? Kind.ACCESS_KEY_TEXT : null;
  }
}
