package dev.snapstart.audit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.snapstart.audit.AuditReport;
import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.junit.SnapStartFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What users of the extension forget, in test classes that JUnit runs for this one. */
class SnapshotAuditExtensionTest {

  @Test
  void wantsToKnowWhatToAudit() {
    assertThat(failure(WithoutFunction.class))
        .contains("cannot audit the function of " + WithoutFunction.class.getName())
        .contains("there is no @SnapStartFunction on it or around it [AUDIT_NO_ANNOTATION]");
  }

  @SnapshotAudit
  static final class WithoutFunction {
    @Test
    void isNeverRun(AuditReport audit) {
      assertThat(audit).isNull();
    }
  }

  @Test
  void wantsToKnowHowToAudit() {
    assertThat(failure(WithoutAudit.class))
        .contains("there is no @SnapshotAudit on it or around it [AUDIT_NO_ANNOTATION]");
  }

  @ExtendWith(SnapshotAuditExtension.class)
  static final class WithoutAudit {
    @Test
    void isNeverRun(AuditReport audit) {
      assertThat(audit).isNull();
    }
  }

  @Test
  void saysWhyAnAuditFailed() {
    assertThat(failure(WithMissingList.class))
        .contains("the audit failed: cannot read the allow-list none.txt", "[AUDIT_CANNOT_READ]");
  }

  @SnapStartFunction(handler = "dev.snapstart.audit.badge.Badge", engine = Engine.PAUSE)
  @SnapshotAudit(allow = "none.txt")
  static final class WithMissingList {
    @Test
    void isNeverRun(AuditReport audit) {
      assertThat(audit).isNull();
    }
  }

  private static String failure(Class<?> test) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(test)).build(),
            listener);
    assertThat(listener.getSummary().getFailures()).hasSize(1);
    return listener.getSummary().getFailures().get(0).getException().getMessage();
  }
}
