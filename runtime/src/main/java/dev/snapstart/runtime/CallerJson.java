package dev.snapstart.runtime;

import com.amazonaws.services.lambda.runtime.Client;
import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the caller says of itself, sent as JSON in headers; read only when a handler asks. A caller
 * may send anything: what cannot be read is absent, and a value that is no text is given as JSON.
 */
final class CallerJson {

  private CallerJson() {}

  static CognitoIdentity identity(String json, LogLines log) {
    Map<?, ?> fields = read(json, log);
    return new Identity(text(fields, "cognitoIdentityId"), text(fields, "cognitoIdentityPoolId"));
  }

  static ClientContext clientContext(String json, LogLines log) {
    Map<?, ?> fields = read(json, log);
    Map<?, ?> client = object(fields, "client");
    return new CallerContext(
        new CallerClient(
            text(client, "installation_id"),
            text(client, "app_title"),
            text(client, "app_version_name"),
            text(client, "app_version_code"),
            text(client, "app_package_name")),
        texts(object(fields, "custom")),
        texts(object(fields, "env")));
  }

  private static Map<?, ?> read(String json, LogLines log) {
    try {
      return JSON.std.anyFrom(json) instanceof Map<?, ?> object ? object : Map.of();
    } catch (IOException e) {
      log.warn(
          "ignored a caller's context that is no JSON [RUNTIME_BAD_CALLER_CONTEXT]: "
              + e.getMessage());
      return Map.of();
    }
  }

  private static Map<?, ?> object(Map<?, ?> fields, String name) {
    return fields.get(name) instanceof Map<?, ?> object ? object : Map.of();
  }

  private static @Nullable String text(Map<?, ?> fields, String name) {
    return asText(fields.get(name));
  }

  private static Map<String, @Nullable String> texts(Map<?, ?> fields) {
    Map<String, @Nullable String> texts = new LinkedHashMap<>();
    for (Map.Entry<?, ?> field : fields.entrySet()) {
      texts.put(String.valueOf(field.getKey()), asText(field.getValue()));
    }
    return texts;
  }

  private static @Nullable String asText(@Nullable Object value) {
    if (value == null || value instanceof String) {
      return (String) value;
    }
    try {
      return JSON.std.asString(value);
    } catch (IOException e) {
      throw new IllegalStateException("cannot write back what was just read as JSON", e);
    }
  }

  private record Identity(@Nullable String id, @Nullable String poolId) implements CognitoIdentity {
    @Override
    public @Nullable String getIdentityId() {
      return id;
    }

    @Override
    public @Nullable String getIdentityPoolId() {
      return poolId;
    }
  }

  private record CallerContext(
      Client client,
      Map<String, @Nullable String> custom,
      Map<String, @Nullable String> environment)
      implements ClientContext {
    @Override
    public Client getClient() {
      return client;
    }

    @Override
    public Map<String, @Nullable String> getCustom() {
      return custom;
    }

    @Override
    public Map<String, @Nullable String> getEnvironment() {
      return environment;
    }
  }

  private record CallerClient(
      @Nullable String installationId,
      @Nullable String appTitle,
      @Nullable String appVersionName,
      @Nullable String appVersionCode,
      @Nullable String appPackageName)
      implements Client {
    @Override
    public @Nullable String getInstallationId() {
      return installationId;
    }

    @Override
    public @Nullable String getAppTitle() {
      return appTitle;
    }

    @Override
    public @Nullable String getAppVersionName() {
      return appVersionName;
    }

    @Override
    public @Nullable String getAppVersionCode() {
      return appVersionCode;
    }

    @Override
    public @Nullable String getAppPackageName() {
      return appPackageName;
    }
  }
}
