package dev.snapstart.samples.secrets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.snapstart.hooks.Priming;
import dev.snapstart.hooks.Secret;
import java.time.Duration;

/** Signs what it is sent, with the key that is valid when it is sent. */
public final class SigningHandler implements RequestHandler<String, String> {

  private final SecretsExtension secrets = new SecretsExtension();

  /** Overwritten before the snapshot, fetched again by each clone and then every five minutes. */
  private final Secret key =
      Secret.of(
          "signing key", () -> secrets.get("signing-key").toCharArray(), Duration.ofMinutes(5));

  /** Signs a sample before the snapshot, so that no clone loads the classes for it. */
  public SigningHandler() {
    Priming.handler("sign a sample", this, "sample");
  }

  @Override
  public String handleRequest(String text, Context context) {
    try {
      return key.use(current -> Signature.of(text, new String(current)));
    } catch (Exception e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }
}
