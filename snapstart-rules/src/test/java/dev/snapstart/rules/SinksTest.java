package dev.snapstart.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinksTest {

  private static final String ROW =
      "SNAP_UNIQUE_VALUE | a/B | make,next* | (I) | high | result | kept | argument 0 = 1, 2 | why";

  @Test
  void readsARow() throws IOException {
    Sink sink = Sinks.read(new StringReader("# comment\n\n" + ROW), "mine.txt").get(0);

    assertThat(sink.pattern()).isEqualTo(Pattern.SNAP_UNIQUE_VALUE);
    assertThat(sink.isNamed("nextInt")).isTrue();
    assertThat(sink.isNamed("maker")).isFalse();
    assertThat(sink.takes("(I)Ljava/lang/String;")).isTrue();
    assertThat(sink.takes("(J)V")).isFalse();
    assertThat(sink.conditions())
        .containsExactly(new SinkCondition(0, SinkCondition.Test.EQUALS, List.of("1", "2")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SNAP_UNIQUE_VALUE;SNAP_NONE;the id of a rule",
        "high;loud;high, medium or low",
        "result;outcome;result, object, object itself, argument N or nothing",
        "kept;maybe;kept or done",
        "argument 0 = 1, 2;if it rains;a condition such as"
      })
  void saysWhichLineIsWrongAndWhatItExpected(String right, String wrong, String expected) {
    StringReader file = new StringReader("\n" + ROW.replace(right, wrong));

    assertThatThrownBy(() -> Sinks.read(file, "mine.txt"))
        .hasMessageContaining("line 2 of mine.txt")
        .hasMessageContaining(wrong)
        .hasMessageContaining(expected);
  }

  @Test
  void namesTheColumnsThatItExpects() {
    assertThatThrownBy(() -> Sinks.read(new StringReader("a | b"), "mine.txt"))
        .hasMessageContaining("line 1 of mine.txt: found 2 columns, expected 9: pattern | owner");
  }

  /** As far as the class is on the tests' class path. */
  @Test
  void allRowsNameMethodsThatExist() throws Exception {
    List<String> wrong = new ArrayList<>();
    int checked = 0;
    for (Sink sink : Sinks.load()) {
      Class<?> owner = find(sink.owner());
      if (owner != null) {
        checked++;
        for (String name : sink.names()) {
          boolean newer = name.startsWith("startVirtual") && Runtime.version().feature() < 21;
          if (!newer && !has(owner, sink, name)) {
            wrong.add(sink.owner() + "." + name + sink.parameters());
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(checked).isGreaterThan(80);
  }

  private static boolean has(Class<?> owner, Sink sink, String name) {
    String beginning = name.replace("*", "");
    List<String> found = new ArrayList<>();
    for (var constructor : owner.getDeclaredConstructors()) {
      found.add("<init>" + parameters(constructor.getParameterTypes()));
    }
    for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
      for (var method : type.getDeclaredMethods()) {
        found.add(method.getName() + parameters(method.getParameterTypes()));
      }
    }
    for (var method : owner.getMethods()) {
      found.add(method.getName() + parameters(method.getParameterTypes()));
    }
    return found.stream()
        .anyMatch(method ->
            method.startsWith(beginning)
                && (name.endsWith("*") || method.substring(0, method.indexOf('(')).equals(name))
                && (sink.parameters().equals("*") || method.endsWith(sink.parameters())));
  }

  private static String parameters(Class<?>[] types) {
    StringBuilder text = new StringBuilder("(");
    for (Class<?> type : types) {
      text.append(type.descriptorString());
    }
    return text.append(")").toString();
  }

  private static Class<?> find(String name) {
    try {
      return Class.forName(name.replace('/', '.'), false, SinksTest.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }
}
