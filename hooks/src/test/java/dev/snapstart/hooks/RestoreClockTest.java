package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The clock worlds of Lambda, CRIU and CRaC. */
class RestoreClockTest {

  private final FakeClock clock = new FakeClock();
  private final RestoreClock restores = new RestoreClock(clock);

  @Test
  void knowsOfNothingBeforeARestore() {
    assertThat(restores.newest()).isEqualTo(new RestoreClock.Restore(0, 0, Duration.ZERO));
  }

  @Test
  void tellsTheDowntimeWhereNanoTimeStandsStill() {
    restores.checkpointing();
    clock.restoreAfter(Duration.ofHours(3));
    restores.restored();
    assertThat(restores.newest().downtime()).isEqualTo(Duration.ofHours(3));
    assertThat(restores.newest().millis()).isEqualTo(clock.currentTimeMillis());
  }

  @Test
  void tellsTheDowntimeWhereNanoTimeIncludesIt() {
    restores.checkpointing();
    clock.sleep(Duration.ofMinutes(2));
    restores.restored();
    assertThat(restores.newest().downtime()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void isNeverNegativeWhenTheWallClockIsSetBack() {
    restores.checkpointing();
    clock.setWallClock(Duration.ofDays(-1));
    restores.restored();
    assertThat(restores.newest().downtime()).isZero();
    restores.checkpointing();
    clock.sleep(Duration.ofMinutes(2));
    clock.setWallClock(Duration.ofDays(-1));
    restores.restored();
    assertThat(restores.newest().downtime()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void countsEveryRestore() {
    for (int cycle = 1; cycle <= 3; cycle++) {
      restores.checkpointing();
      restores.restored();
      assertThat(restores.newest().count()).isEqualTo(cycle);
    }
  }

  @Test
  void doesWithoutACheckpoint() {
    clock.sleep(Duration.ofMinutes(2));
    restores.restored();
    assertThat(restores.newest().downtime()).isZero();
    assertThat(restores.newest().count()).isOne();
  }
}
