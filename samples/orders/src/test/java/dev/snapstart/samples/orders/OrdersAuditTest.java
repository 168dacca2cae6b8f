package dev.snapstart.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snapstart.audit.AuditReport;
import dev.snapstart.audit.Finding;
import dev.snapstart.audit.Finding.Status;
import dev.snapstart.audit.Severity;
import dev.snapstart.audit.junit.SnapshotAudit;
import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.junit.SnapStartFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is in the sample's snapshot. */
class OrdersAuditTest {

  private static final String ORDERS = "dev.snapstart.samples.orders.OrdersHandler";

  @Nested
  @SnapStartFunction(handler = ORDERS, engine = Engine.PAUSE)
  @SnapshotAudit
  class WithItsHooks {

    @Test
    void hasNothingThatClonesMustNotShare(AuditReport audit) {
      audit.requireClean();
      assertThat(audit.open(Severity.NOTE)).isEmpty();
    }

    @Test
    void hasWhatItsHooksMakeGood(AuditReport audit) {
      assertThat(audit.findings())
          .allMatch(each -> each.status() == Status.MITIGATED)
          .extracting(Finding::path)
          .contains(
              ORDERS
                  + ".numbers → OrderNumbers.series → OrderNumbers$Series.name → java.lang.String");
    }
  }

  @Nested
  @SnapStartFunction(
      handler = ORDERS,
      engine = Engine.PAUSE,
      runtime = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
      jvmOptions = "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac")
  @SnapshotAudit
  class OnTheClientOfAws {

    @Test
    void hasNothingThatClonesMustNotShare(AuditReport audit) {
      audit.requireClean();
    }
  }

  /** Org.crac finds nobody who runs them. */
  @Nested
  @SnapStartFunction(
      handler = ORDERS,
      engine = Engine.PAUSE,
      jvmOptions = "-Dorg.crac.Core.Compat=nobody")
  @SnapshotAudit
  class WithoutItsHooks {

    @Test
    void hasANumberSeriesAndAnOpenFile(AuditReport audit) {
      assertThat(audit.open(Severity.ERROR))
          .extracting(each -> each.kind() + " " + each.path())
          .containsExactly(
              "ID_TEXT "
                  + ORDERS
                  + ".numbers → OrderNumbers.series → OrderNumbers$Series.name → java.lang.String",
              "FILE_CHANNEL "
                  + ORDERS
                  + ".journal → OrderJournal.writer → sun.nio.ch.FileChannelImpl");
      assertThatThrownBy(audit::requireClean)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("SNAP_UNIQUE_VALUE")
          .hasMessageContaining("fix: ");
    }
  }
}
