package dev.snapstart.emulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeCommandTest {

  private static final Path CLASSES = Path.of("classes");

  @Test
  void splitsAtBlanksButNotWithinQuotes() {
    assertThat(RuntimeCommand.parse("  java -cp 'a b.jar':c.jar \"x 'y'\" '' Main ").words())
        .containsExactly("java", "-cp", "a b.jar:c.jar", "x 'y'", "", "Main");
  }

  @Test
  void fillsThePlaceholders() {
    RuntimeCommand command = RuntimeCommand.parse("run -cp lib:{classes} --handler={handler}");

    assertThat(command.with(CLASSES, "a.B"))
        .containsExactly("run", "-cp", "lib:classes", "--handler=a.B");
    assertThat(command.with(CLASSES, null)).containsExactly("run", "-cp", "lib:classes");
  }

  @Test
  void addsAHandlerThatHasNoPlace() {
    RuntimeCommand command = RuntimeCommand.parse("run");

    assertThat(command.with(CLASSES, "a.B")).containsExactly("run", "a.B");
    assertThat(command.with(CLASSES, null)).containsExactly("run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "java 'Main"})
  void refusesWhatIsNoCommand(String line) {
    assertThatIllegalArgumentException().isThrownBy(() -> RuntimeCommand.parse(line));
  }
}
