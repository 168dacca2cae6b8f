package dev.snapstart.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RuntimeStateTest {

  /** The platform's table, written down a second time by the names that stand in its messages. */
  private static final Map<String, Set<String>> TABLE =
      Map.of(
          "Started", Set.of("Ready", "RestoreReady", "InitError"),
          "InitError", Set.of(),
          "RestoreReady", Set.of("RestoreReady", "Restoring"),
          "Restoring", Set.of("Ready", "RestoreError"),
          "RestoreError", Set.of(),
          "Ready", Set.of("Ready", "Running"),
          "Running", Set.of("Running", "InvocationResponse", "InvocationErrorResponse"),
          "InvocationResponse", Set.of("ResponseSent"),
          "InvocationErrorResponse", Set.of("ResponseSent"),
          "ResponseSent", Set.of("Ready"));

  @ParameterizedTest
  @EnumSource
  void allowsWhatTheTableSaysAndNothingElse(RuntimeState state) {
    Set<String> allowed =
        Arrays.stream(RuntimeState.values())
            .filter(state::allows)
            .map(RuntimeState::displayName)
            .collect(Collectors.toSet());

    assertThat(allowed).isEqualTo(TABLE.get(state.displayName()));
  }
}
