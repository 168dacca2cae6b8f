package dev.snapstart.emulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** What users of the extension do wrong, in test classes that JUnit runs for this one. */
class SnapStartExtensionTest {

  private static final String FUNCTION = "dev.snapstart.emulator.PlainFunction";

  @Test
  void wantsAFunction() {
    assertThat(failure(WithoutFunction.class))
        .contains("cannot run the function of " + WithoutFunction.class.getName())
        .contains("there is no @SnapStartFunction on it or around it [EMULATOR_NO_ANNOTATION]");
  }

  @ExtendWith(SnapStartExtension.class)
  static final class WithoutFunction {
    @Test
    void isNeverRun() {}
  }

  @Test
  void givesEnvironmentsToTestMethodsOnly() {
    assertThat(failure(WithConstructor.class))
        .contains("functions are restored for test methods, not for constructors or @BeforeAll")
        .contains("[EMULATOR_TEST_PARAMETER]");
  }

  @SnapStartFunction(handler = "loop", runtime = FUNCTION, engine = Engine.PAUSE)
  static final class WithConstructor {
    WithConstructor(Environment environment) {
      assertThat(environment).isNull();
    }

    @Test
    void isNeverRun() {}
  }

  @Test
  void givesEventsAsBytesOrText() {
    assertThat(failure(WithNumber.class))
        .contains("cannot give event file \"/dev/snapstart/emulator/PlainFunction.class\"")
        .contains("expected byte[] or String [EMULATOR_TEST_PARAMETER]");
  }

  @SnapStartFunction(handler = "loop", runtime = FUNCTION, engine = Engine.PAUSE)
  static final class WithNumber {
    @Test
    void isNeverRun(@EventFile("/dev/snapstart/emulator/PlainFunction.class") Integer event) {
      assertThat(event).isNull();
    }
  }

  @Test
  void tellsWhichEventIsMissing() {
    assertThat(failure(WithMissingEvent.class))
        .contains("cannot read event file \"none.json\"")
        .contains("a resource on the class path or a file [EMULATOR_CANNOT_READ_EVENT]");
  }

  @SnapStartFunction(handler = "loop", runtime = FUNCTION, engine = Engine.PAUSE)
  static final class WithMissingEvent {
    @Test
    void isNeverRun(@EventFile("none.json") String event) {
      assertThat(event).isNull();
    }
  }

  @Test
  void wantsVariablesWithTheirValues() {
    assertThat(failure(WithBadVariable.class))
        .contains("cannot set variable \"A\" of a function: expected KEY=VALUE")
        .contains("[EMULATOR_BAD_OPTION]");
  }

  @SnapStartFunction(handler = "loop", runtime = FUNCTION, engine = Engine.PAUSE, environment = "A")
  static final class WithBadVariable {
    @Test
    void isNeverRun() {}
  }

  @Test
  void wantsTheRuntimeOnTheClassPath() {
    assertThat(failure(WithoutRuntime.class))
        .contains("cannot run handler loop: its runtime com.acme.Runtime is not on the class path")
        .contains("add snapstart-runtime with scope test")
        .contains("[EMULATOR_BAD_CLASS_PATH]");
  }

  @SnapStartFunction(handler = "loop", runtime = "com.acme.Runtime", engine = Engine.PAUSE)
  static final class WithoutRuntime {
    @Test
    void isNeverRun() {}
  }

  private static String failure(Class<?> test) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(test)).build(),
            listener);
    assertThat(listener.getSummary().getFailures()).hasSize(1);
    Failure failure = listener.getSummary().getFailures().get(0);
    return failure.getException().getMessage();
  }
}
