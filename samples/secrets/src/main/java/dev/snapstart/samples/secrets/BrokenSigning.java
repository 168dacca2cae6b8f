package dev.snapstart.samples.secrets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.security.GeneralSecurityException;

/** Signs with the key of the day on which it was published. */
public final class BrokenSigning implements RequestHandler<String, String> {

  private final String key;

  /**
   * Fetches the key.
   *
   * @throws Exception when it cannot be fetched
   */
  public BrokenSigning() throws Exception {
    key = new SecretsExtension().get("signing-key"); // HIT SNAP_EXPIRING_SECRET
  }

  @Override
  public String handleRequest(String text, Context context) {
    try {
      return Signature.of(text, key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }
}
