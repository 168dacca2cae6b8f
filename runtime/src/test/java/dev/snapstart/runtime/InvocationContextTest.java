package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.Context;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InvocationContextTest {

  private static final RuntimeConfig CONFIG =
      RuntimeConfig.from(
          Map.of(
              "AWS_LAMBDA_RUNTIME_API", "localhost:1",
              "AWS_LAMBDA_FUNCTION_NAME", "orders",
              "AWS_LAMBDA_FUNCTION_VERSION", "7",
              "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
              "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/orders"),
          new String[0]);

  @Test
  void tellsWhatTheEnvironmentSays() {
    Context context = context(0, null, null);
    assertThat(context.getFunctionName()).isEqualTo("orders");
    assertThat(context.getFunctionVersion()).isEqualTo("7");
    assertThat(context.getMemoryLimitInMB()).isEqualTo(512);
    assertThat(context.getLogGroupName()).isEqualTo("/aws/lambda/orders");
    assertThat(context.getLogStreamName()).isNull();
  }

  @Test
  void neverTellsNegativeOrOverflowingTime() {
    assertThat(context(1000, null, null).getRemainingTimeInMillis()).isZero();
    assertThat(context(Long.MAX_VALUE, null, null).getRemainingTimeInMillis())
        .isEqualTo(Integer.MAX_VALUE);
    assertThat(context(System.currentTimeMillis() + 600_000, null, null).getRemainingTimeInMillis())
        .isBetween(1, 600_000);
  }

  @Test
  void readsTheCallersContextAndToleratesOddValues() {
    ClientContext caller =
        context(
                0,
                "{\"client\":{\"installation_id\":\"i\",\"app_title\":\"t\"},"
                    + "\"custom\":{\"a\":\"b\",\"n\":{\"deep\":1}},\"env\":{\"locale\":\"de\"}}",
                null)
            .getClientContext();
    assertThat(caller.getClient().getInstallationId()).isEqualTo("i");
    assertThat(caller.getClient().getAppTitle()).isEqualTo("t");
    assertThat(caller.getClient().getAppPackageName()).isNull();
    assertThat(caller.getCustom()).containsEntry("a", "b").containsEntry("n", "{\"deep\":1}");
    assertThat(caller.getEnvironment()).containsEntry("locale", "de");
  }

  @Test
  void toleratesACallersContextThatIsNoJson() {
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    ClientContext caller;
    try {
      caller = context(0, "not JSON", null).getClientContext();
    } finally {
      System.setOut(out);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .startsWith("ignored a caller's context that is no JSON [RUNTIME_BAD_CALLER_CONTEXT]: ");
    assertThat(caller.getCustom()).isEmpty();
    assertThat(caller.getClient().getInstallationId()).isNull();
  }

  @Test
  void readsTheCallersIdentity() {
    Context context =
        context(0, null, "{\"cognitoIdentityId\":\"i\",\"cognitoIdentityPoolId\":\"p\"}");
    assertThat(context.getIdentity().getIdentityId()).isEqualTo("i");
    assertThat(context.getIdentity().getIdentityPoolId()).isEqualTo("p");
    assertThat(context(0, null, null).getIdentity()).isNull();
  }

  private static Context context(long deadlineMs, String clientContext, String identity) {
    return new InvocationContext(
        CONFIG,
        new Invocation("id", deadlineMs, null, null, clientContext, identity, null, new byte[0]),
        new LogLines(LogSettings.from(Map.of(), new ArrayList<>()), new ProcessScope()));
  }
}
