package trial;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.snapstart.audit.AuditReport;
import dev.snapstart.audit.junit.SnapshotAudit;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.junit.SnapStartFunction;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@SnapStartFunction(handler = "trial.Greeter")
@SnapshotAudit
class GreeterTest {

  @Test
  void greetsAfterARestore(Environment environment) throws Exception {
    String answer = environment.invoke("\"world\"".getBytes(StandardCharsets.UTF_8)).text();
    assertTrue(answer.startsWith("\"hello world from "), answer);
  }

  @Test
  void sharesNothing(AuditReport audit) {
    audit.requireClean();
  }
}
