package dev.snapstart.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snapstart.audit.Finding.Status;
import dev.snapstart.audit.badge.Badge;
import dev.snapstart.emulator.junit.NeedsCriu;
import org.junit.jupiter.api.Test;

/** Heaps of real clones. */
@NeedsCriu
class ClonesTest {

  @Test
  void comparesTwoClonesAndNamesBothPaths() throws Exception {
    AuditReport report =
        Audit.of(Audited.Runtime.OURS.function(Badge.class).build()).compareClones().run();
    String path = Badge.class.getName() + ".id → java.util.UUID";
    assertThat(report.findings()).hasSize(2);
    Finding equal = report.findings().get(0);
    assertThat(equal.status()).isEqualTo(Status.EQUAL_IN_CLONES);
    assertThat(equal.severity()).isEqualTo(Severity.ERROR);
    assertThat(equal.path()).isEqualTo(path);
    assertThat(equal.note()).contains("in the other one at " + path);
    Finding renewed = report.findings().get(1);
    assertThat(renewed.path()).isEqualTo(Badge.class.getName() + ".renewed → java.util.UUID");
    assertThat(renewed.status()).isEqualTo(Status.MITIGATED);
  }
}
