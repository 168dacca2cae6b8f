package dev.snapstart.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricingTest {

  private final Catalogue catalogue = Catalogue.load();

  @Test
  void knowsEveryProductOfTheFile() {
    assertThat(catalogue.size()).isEqualTo(12_000);
  }

  @ParameterizedTest
  @CsvSource({"1, 9717", "9, 87453", "10, 92311", "10000, 92311500"})
  void givesADiscountFromTenPieces(int quantity, long cents) throws InvalidOrderException {
    PricedOrder order =
        new Pricing(catalogue)
            .price(new Order("Ann", List.of(new Order.Line("P-00001", quantity))));
    assertThat(order.netCents()).isEqualTo(cents);
    assertThat(order.totalCents()).isEqualTo(order.netCents() + order.vatCents());
  }
}
