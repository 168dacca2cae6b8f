package dev.snapstart.audit;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keys, ciphers, passwords and credentials. */
final class KeyProbes {

  private static final String CREDENTIALS =
      "software\\.amazon\\.awssdk\\.auth\\.credentials\\.Aws\\w*Credentials"
          + "|com\\.amazonaws\\.auth\\.Basic\\w*Credentials";

  private static final int ENCRYPT = 1;

  private KeyProbes() {}

  static void addTo(Probes probes) {
    probes.on("sun.security.pkcs.PKCS8Key", KeyProbes::privateKey);
    probes.onMatching(
        "org\\.bouncycastle\\..*\\.BC\\w*Private\\w*Key",
        (each, found) ->
            found.accept(Candidate.of(Kind.PRIVATE_KEY, each, each.type().simpleName())));
    probes.on("javax.crypto.spec.SecretKeySpec", KeyProbes::secretKey);
    probes.on("javax.crypto.Cipher", KeyProbes::cipher);
    probes.on("java.net.PasswordAuthentication", KeyProbes::password);
    probes.onMatching(CREDENTIALS, KeyProbes::credentials);
  }

  private static void privateKey(Instance key, Consumer<Candidate> found) {
    // "privKeyMaterial" from JDK 25 on
    int bytes = key.reference(key.has("privKeyMaterial") ? "privKeyMaterial" : "key");
    found.accept(Candidate.hidden(Kind.PRIVATE_KEY, key, key.heap().byteArray(bytes)));
  }

  private static void secretKey(Instance key, Consumer<Candidate> found) {
    byte[] bytes = key.heap().byteArray(key.reference("key"));
    found.accept(Candidate.hidden(Kind.SECRET_KEY, key, bytes));
  }

  private static void cipher(Instance cipher, Consumer<Candidate> found) {
    if (cipher.is("initialized") && cipher.number("opmode") == ENCRYPT) {
      String transformation = cipher.text("transformation");
      found.accept(Candidate.of(Kind.CIPHER, cipher, String.valueOf(transformation)));
    }
  }

  private static void password(Instance login, Consumer<Candidate> found) {
    String user = String.valueOf(login.text("userName"));
    found.accept(Candidate.hidden(Kind.PASSWORD, login, bytes(user)));
  }

  private static void credentials(Instance keys, Consumer<Candidate> found) {
    String id = first(keys.text("accessKeyId"), keys.text("accessKey"));
    if (id != null) {
      found.accept(Candidate.hidden(Kind.AWS_CREDENTIALS, keys, bytes(id)));
    }
  }

  private static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one == null ? other : one;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
