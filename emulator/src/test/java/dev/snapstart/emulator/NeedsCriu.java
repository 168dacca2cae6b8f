package dev.snapstart.emulator;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test with real clones: left out with the reason where CRIU cannot be used, and a failure where
 * the variable {@code SNAPSTART_REQUIRE_CRIU} is set, as in our CI.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsCriu.Condition.class)
@interface NeedsCriu {

  /** Whether CRIU is there. */
  final class Condition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      String obstacle = Engine.CRIU.obstacle().orElse(null);
      if (obstacle == null) {
        return ConditionEvaluationResult.enabled("CRIU is there");
      }
      if (System.getenv("SNAPSTART_REQUIRE_CRIU") != null) {
        throw new IllegalStateException("this test must run here, but " + obstacle);
      }
      return ConditionEvaluationResult.disabled(obstacle);
    }
  }
}
