package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuntimeConfigTest {

  private static final String[] NO_ARGUMENTS = {};

  private final Map<String, String> environment =
      new HashMap<>(Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001"));

  @Test
  void namesTheVariableWhenTheRuntimeApiIsUnknown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RuntimeConfig.from(Map.of(), NO_ARGUMENTS))
        .withMessageContaining("AWS_LAMBDA_RUNTIME_API is not set");
  }

  @Test
  void prefersTheArgumentToTheVariable() {
    environment.put("_HANDLER", "com.acme.FromVariable");
    assertThat(RuntimeConfig.from(environment, new String[] {"com.acme.FromArgument"}).handler())
        .isEqualTo("com.acme.FromArgument");
    assertThat(RuntimeConfig.from(environment, NO_ARGUMENTS).handler())
        .isEqualTo("com.acme.FromVariable");
  }

  @Test
  void knowsSnapStartFromTheInitializationType() {
    assertThat(RuntimeConfig.from(environment, NO_ARGUMENTS).snapStart()).isFalse();
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    assertThat(RuntimeConfig.from(environment, NO_ARGUMENTS).snapStart()).isFalse();
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    assertThat(RuntimeConfig.from(environment, NO_ARGUMENTS).snapStart()).isTrue();
  }

  @Test
  void assumesTheSmallestMemoryWhenThePlatformDoesNotSayIt() {
    assertThat(RuntimeConfig.from(environment, NO_ARGUMENTS).memoryLimitMb()).isEqualTo(128);
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "a lot");
    assertThat(RuntimeConfig.from(environment, NO_ARGUMENTS).memoryLimitMb()).isEqualTo(128);
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
    assertThat(RuntimeConfig.from(environment, NO_ARGUMENTS).memoryLimitMb()).isEqualTo(512);
  }

  @Test
  void servesOneInvocationAfterAnotherUnlessToldANumberAboveZero() {
    assertThat(RuntimeConfig.from(environment, NO_ARGUMENTS).isConcurrent()).isFalse();
    for (String unusable : List.of("", "abc", "0", "-1")) {
      environment.put("AWS_LAMBDA_MAX_CONCURRENCY", unusable);
      RuntimeConfig config = RuntimeConfig.from(environment, NO_ARGUMENTS);
      assertThat(config.isConcurrent()).isFalse();
      assertThat(config.warnings())
          .containsExactly(
              "cannot use environment variable AWS_LAMBDA_MAX_CONCURRENCY: found \""
                  + unusable
                  + "\", expected a number above 0; using one invocation after another"
                  + " [RUNTIME_BAD_VARIABLE]");
    }
    environment.put("AWS_LAMBDA_MAX_CONCURRENCY", "8");
    assertThat(RuntimeConfig.from(environment, NO_ARGUMENTS).maxConcurrency()).isEqualTo(8);
    assertThat(RuntimeConfig.from(environment, NO_ARGUMENTS).warnings()).isEmpty();
  }

  @Test
  void dietsForTenSecondsAtMostUnlessToldOtherwise() {
    assertThat(RuntimeConfig.from(environment, NO_ARGUMENTS).dietSeconds()).isEqualTo(10);
    environment.put("SNAPSTART_DIET", "3");
    assertThat(RuntimeConfig.from(environment, NO_ARGUMENTS).dietSeconds()).isEqualTo(3);
    environment.put("SNAPSTART_DIET", "off");
    assertThat(RuntimeConfig.from(environment, NO_ARGUMENTS).dietSeconds()).isNegative();
    assertThat(RuntimeConfig.from(environment, NO_ARGUMENTS).warnings()).isEmpty();
    environment.put("SNAPSTART_DIET", "none");
    assertThat(RuntimeConfig.from(environment, NO_ARGUMENTS).dietSeconds()).isEqualTo(10);
    assertThat(RuntimeConfig.from(environment, NO_ARGUMENTS).warnings())
        .containsExactly(
            "cannot use environment variable SNAPSTART_DIET: found \"none\", expected off, or a"
                + " number of seconds; using 10 [RUNTIME_BAD_VARIABLE]");
  }
}
