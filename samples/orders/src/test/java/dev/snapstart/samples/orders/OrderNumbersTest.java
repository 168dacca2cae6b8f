package dev.snapstart.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderNumbersTest {

  @Test
  void neverRepeatsANumberWithinOrAcrossSeries() {
    OrderNumbers numbers = new OrderNumbers();
    Set<String> seen = new HashSet<>();
    for (int series = 0; series < 100; series++) {
      for (int i = 0; i < 100; i++) {
        assertThat(seen.add(numbers.next())).isTrue();
      }
      numbers.renew();
    }
  }

  @Test
  void startsCountingAgainInANewSeries() {
    OrderNumbers numbers = new OrderNumbers();
    String first = numbers.next();
    numbers.renew();
    String renewed = numbers.next();
    assertThat(first).endsWith("-1");
    assertThat(renewed).endsWith("-1").isNotEqualTo(first);
  }

  @Test
  void neverSharesANumberWithAnotherInstance() {
    Set<String> seen = new HashSet<>();
    for (int instance = 0; instance < 100; instance++) {
      assertThat(seen.add(new OrderNumbers().next())).isTrue();
    }
  }
}
