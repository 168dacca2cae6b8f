package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Constructor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bean's members by reflection, and by the method handle that one gets when it is used often. */
class AccessorTest {

  /** As users write them; not public, so that it must be opened. */
  static final class Bean {

    long field;
    private String text = "";

    String getText() {
      return text;
    }

    @SuppressWarnings("CanIgnoreReturnValueSuggester") // as in builders
    Bean setText(String text) {
      if (text.isEmpty()) {
        throw new IllegalStateException("refused");
      }
      this.text = text;
      return this;
    }
  }

  /** The same. */
  record Pair(int one, String other) {

    Pair {
      if (one < 0) {
        throw new IllegalStateException("refused");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void makesBeansAndRecords(boolean byHandle) throws Exception {
    Accessor bean = made(Accessor.making(Bean.class.getDeclaredConstructor()), byHandle);
    assertThat(bean.make()).isInstanceOf(Bean.class);
    Accessor pair = made(Accessor.making(pairs()), byHandle);
    assertThat(pair.make(7, "a")).isEqualTo(new Pair(7, "a"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void saysWhichConstructorFailed(boolean byHandle) throws Exception {
    Accessor pair = made(Accessor.making(pairs()), byHandle);
    assertThatThrownBy(() -> pair.make(-1, "a"))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith(" failed: java.lang.IllegalStateException: refused")
        .hasMessageContaining(Pair.class.getTypeName())
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  private static Constructor<?> pairs() throws NoSuchMethodException {
    return Pair.class.getDeclaredConstructor(int.class, String.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void reachesMethods(boolean byHandle) throws Exception {
    Accessor setter =
        made(Accessor.taking(Bean.class.getDeclaredMethod("setText", String.class)), byHandle);
    Accessor getter = made(Accessor.giving(Bean.class.getDeclaredMethod("getText")), byHandle);
    Bean bean = new Bean();
    setter.set(bean, "a");
    assertThat(getter.get(bean)).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void reachesFieldsOfPrimitives(boolean byHandle) throws Exception {
    Accessor taker = made(Accessor.taking(Bean.class.getDeclaredField("field")), byHandle);
    Accessor giver = made(Accessor.giving(Bean.class.getDeclaredField("field")), byHandle);
    Bean bean = new Bean();
    taker.set(bean, 7L);
    assertThat(giver.get(bean)).isEqualTo(7L);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void saysWhichMemberFailed(boolean byHandle) throws Exception {
    Accessor setter =
        made(Accessor.taking(Bean.class.getDeclaredMethod("setText", String.class)), byHandle);
    assertThatThrownBy(() -> setter.set(new Bean(), ""))
        .isInstanceOf(IOException.class)
        .hasMessage(
            Bean.class.getTypeName() + ".setText failed: java.lang.IllegalStateException: refused")
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  private static Accessor made(Accessor accessor, boolean byHandle) {
    if (byHandle) {
      accessor.makeHandle();
      assertThat(accessor.hasHandle()).isTrue();
    }
    return accessor;
  }
}
