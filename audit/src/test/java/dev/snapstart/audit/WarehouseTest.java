package dev.snapstart.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snapstart.audit.warehouse.Warehouse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A function with Spring and Hikari. */
class WarehouseTest {

  @ParameterizedTest
  @EnumSource
  void findsWhatIsWrongAndNoNoiseOfTheFrameworks(Audited.Runtime runtime) throws Exception {
    AuditReport report = Audit.of(runtime.function(Warehouse.class).build()).run();
    assertThat(Audited.found(report.open(Severity.NOTE)))
        .isEqualTo(Audited.expected(Warehouse.class));
  }
}
