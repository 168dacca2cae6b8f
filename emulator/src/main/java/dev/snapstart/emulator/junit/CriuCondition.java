package dev.snapstart.emulator.junit;

import dev.snapstart.emulator.Engine;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Does what {@link NeedsCriu} says, which registers it. For JUnit. */
public final class CriuCondition implements ExecutionCondition {

  /** Made by JUnit. */
  public CriuCondition() {}

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return evaluate();
  }

  static ConditionEvaluationResult evaluate() {
    String obstacle = Engine.CRIU.obstacle().orElse(null);
    if (obstacle == null) {
      return ConditionEvaluationResult.enabled("CRIU can be used");
    }
    if (System.getenv("SNAPSTART_REQUIRE_CRIU") != null) {
      throw new IllegalStateException(
          "cannot leave out tests with clones, as SNAPSTART_REQUIRE_CRIU is set: " + obstacle);
    }
    return ConditionEvaluationResult.disabled(obstacle);
  }
}
