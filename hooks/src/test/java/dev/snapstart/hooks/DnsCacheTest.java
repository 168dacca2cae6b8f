package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@SuppressWarnings("try") // hooks and tasks are held, not used
class DnsCacheTest {

  @Test
  void emptiesTheCacheInBothPhases() throws Exception {
    try (HookRegistration registration = DnsCache.hook().register()) {
      assertThat(lookUp()).isPositive();
      CheckpointHooks.cycle().beforeCheckpoint();
      assertThat(JvmState.dnsEntries()).isZero();
      // what is looked up between this hook and the checkpoint is in the snapshot
      assertThat(lookUp()).isPositive();
      CheckpointHooks.cycle().afterRestore();
      assertThat(JvmState.dnsEntries()).isZero();
      assertThat(lookUp()).isPositive();
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "the option is newer")
  void saysSoWhereTheJvmForbidsIt() throws Exception {
    List<String> lines =
        OtherJvm.outputOf(Clearing.class, "--sun-misc-unsafe-memory-access=deny").lines().toList();
    assertThat(lines)
        .anyMatch(line ->
            line.startsWith("hook \"DNS cache\" failed in beforeCheckpoint, going on: ")
                && line.contains("UnsupportedOperationException"));
    assertThat(lines).contains("went on");
  }

  /** A JVM that denies it. */
  static final class Clearing {
    public static void main(String[] arguments) throws Exception {
      DnsCache.hook().register();
      CheckpointHooks.cycle().beforeCheckpoint();
      System.out.println("went on");
    }
  }

  private static int lookUp() throws UnknownHostException {
    assertThat(InetAddress.getByName("localhost").isLoopbackAddress()).isTrue();
    return JvmState.dnsEntries();
  }
}
