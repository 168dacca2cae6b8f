package dev.snapstart.samples.secrets;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.snapstart.hooks.connections.RebuiltClient;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks AWS's Parameters and Secrets extension, or what speaks like it, for secrets of Secrets
 * Manager. No connection to it is in the snapshot.
 */
final class SecretsExtension {

  private final RebuiltClient<HttpClient> http =
      RebuiltClient.of("secrets extension", HttpClient::newHttpClient);

  /** The value of a secret as it is now. */
  String get(String secretId) throws Exception {
    String port = variable("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT", "2773");
    String id = URLEncoder.encode(secretId, StandardCharsets.UTF_8);
    // under SnapStart there is no session token in the environment, but one for the credentials
    String token = variable("AWS_CONTAINER_AUTHORIZATION_TOKEN", variable("AWS_SESSION_TOKEN", ""));
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + port + "/secretsmanager/get?secretId=" + id))
            .header("X-Aws-Parameters-Secrets-Token", token)
            .timeout(Duration.ofSeconds(2))
            .build();
    HttpResponse<String> answer = http.use(client -> client.send(request, BodyHandlers.ofString()));
    if (answer.statusCode() != 200) {
      throw new IOException("cannot get secret " + secretId + ": status " + answer.statusCode());
    }
    return (String) JSON.std.mapFrom(answer.body()).get("SecretString");
  }

  private static String variable(String name, String otherwise) {
    String value = System.getenv(name);
    return value == null ? otherwise : value;
  }
}
