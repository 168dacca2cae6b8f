package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // hooks and tasks are held, not used
class ScheduledTaskTest {

  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final AtomicInteger runs = new AtomicInteger();

  @AfterEach
  void stopTimer() {
    timer.shutdownNow();
  }

  @Test
  void runsAtItsRate() throws Exception {
    CountDownLatch three = new CountDownLatch(3);
    try (ScheduledTask task =
        ScheduledTask.atFixedRate("often", timer, three::countDown, Duration.ofMillis(5))) {
      assertThat(three.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(timer.getActiveCount()).isLessThan(2);
  }

  /** In both worlds: where nanoTime stands still, and where it jumps by 300 periods. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void makesUpForMissedRunsOnceOnly(boolean jumping) throws Exception {
    try (ScheduledTask task =
        ScheduledTask.atFixedRate(
            "price refresh", timer, runs::incrementAndGet, Duration.ofMinutes(1))) {
      HookRehearsal rehearsal = HookRehearsal.downtime(Duration.ofHours(5));
      (jumping ? rehearsal.withJumpingNanoTime() : rehearsal).run();
      await(1);
      // behind all that is due
      timer.submit(() -> {}).get();
      assertThat(runs).hasValue(1);
      assertThat(scheduled()).hasSize(1);
    }
  }

  @Test
  void isDueWhenItWasByTheWallClock() throws Exception {
    try (ScheduledTask task =
        ScheduledTask.atFixedRate("hourly", timer, runs::incrementAndGet, Duration.ofHours(1))) {
      HookRehearsal.downtime(Duration.ofMinutes(20)).run();
      assertThat(minutesLeft()).isBetween(39L, 40L);
      // a run every hour, whatever the first of them
      HookRehearsal.downtime(Duration.ofMinutes(-20)).run();
      assertThat(minutesLeft()).isBetween(39L, 40L);
    }
    assertThat(runs).hasValue(0);
  }

  @Test
  void waitsForTheRunThatIsUnderWayAndBeginsNoOther() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    try (ScheduledTask task =
        ScheduledTask.atFixedRate(
            "slow",
            timer,
            () -> {
              begun.countDown();
              sleep(300);
              runs.incrementAndGet();
            },
            Duration.ofMillis(1))) {
      begun.await();
      CheckpointHooks.cycle().beforeCheckpoint();
      int before = runs.get();
      assertThat(before).isPositive();
      sleep(400);
      assertThat(runs).hasValue(before);
      CheckpointHooks.cycle().afterRestore();
      await(before + 1);
    }
  }

  @Test
  void namesTheThreadOfARunThatDoesNotEnd() throws Exception {
    CheckpointHooks.budget(Phase.BEFORE_CHECKPOINT, Duration.ofMillis(300));
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    timer.setThreadFactory(work -> new Thread(work, "busy"));
    try (ScheduledTask task =
        ScheduledTask.atFixedRate(
            "endless",
            timer,
            () -> {
              begun.countDown();
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            Duration.ofMillis(1))) {
      begun.await();
      assertThatThrownBy(() -> CheckpointHooks.cycle().beforeCheckpoint())
          .hasMessageContaining("\"endless\"")
          .hasMessageContaining("[HOOKS_TIME_LIMIT]")
          .hasMessageContaining("a run is under way in thread \"busy\" [HOOKS_STILL_IN_USE]");
    } finally {
      CheckpointHooks.budget(Phase.BEFORE_CHECKPOINT, Duration.ofSeconds(120));
      end.countDown();
      CheckpointHooks.cycle().afterRestore();
    }
  }

  /** As org.crac does it with a resource that is registered while a checkpoint is made. */
  @Test
  void isNotScheduledTwiceByARestoreWithoutACheckpoint() throws Exception {
    try (ScheduledTask task =
        ScheduledTask.atFixedRate("once", timer, runs::incrementAndGet, Duration.ofHours(1))) {
      CheckpointHooks.cycle().afterRestore();
      assertThat(scheduled()).hasSize(1);
    }
    assertThat(scheduled()).isEmpty();
  }

  @Test
  void leavesNoHookBehindWhenTheTimerRefusesIt() throws Exception {
    timer.shutdown();
    assertThatThrownBy(
            () -> ScheduledTask.atFixedRate("refused", timer, () -> {}, Duration.ofHours(1)))
        .isInstanceOf(RejectedExecutionException.class);
    CheckpointHooks.cycle().beforeCheckpoint();
    CheckpointHooks.cycle().afterRestore();
  }

  @Test
  void endsWithItsTimer() throws Exception {
    try (ScheduledTask task =
        ScheduledTask.atFixedRate("ended", timer, () -> {}, Duration.ofHours(1))) {
      timer.shutdown();
      CheckpointHooks.cycle().beforeCheckpoint();
      CheckpointHooks.cycle().afterRestore();
    }
  }

  /** A run that is overdue because the timer is busy has not begun. */
  @Test
  void makesUpForARunThatTheTimerHadNoTimeFor() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    timer.submit(() -> {
      busy.countDown();
      free.await();
      return null;
    });
    // only then is the task alone in the timer's queue
    busy.await();
    try (ScheduledTask task =
        ScheduledTask.atFixedRate("overdue", timer, runs::incrementAndGet, Duration.ofMillis(50))) {
      while (scheduled().get(0).getDelay(TimeUnit.NANOSECONDS) > 0) {
        Thread.onSpinWait();
      }
      CheckpointHooks.cycle().beforeCheckpoint();
      CheckpointHooks.cycle().afterRestore();
      assertThat(scheduled().get(0).getDelay(TimeUnit.MILLISECONDS)).isNotPositive();
      free.countDown();
    }
  }

  /** Time in the hooks that run after it before the checkpoint is time, too. */
  @Test
  void countsFromWhenItWasStopped() throws Exception {
    HookRegistration slow =
        CheckpointHooks.hook("slow")
            .priority(1)
            .beforeCheckpoint(() -> HookClock.SYSTEM.advance(0, 20 * 60_000))
            .register();
    try (ScheduledTask task =
        ScheduledTask.atFixedRate("hourly", timer, runs::incrementAndGet, Duration.ofHours(1))) {
      HookRehearsal.downtime(Duration.ofMinutes(10)).run();
      assertThat(minutesLeft()).isBetween(29L, 30L);
    } finally {
      slow.close();
    }
  }

  @Test
  void staysClosed() throws Exception {
    ScheduledTask task =
        ScheduledTask.atFixedRate("closed", timer, runs::incrementAndGet, Duration.ofHours(1));
    CheckpointHooks.cycle().beforeCheckpoint();
    task.close();
    CheckpointHooks.cycle().afterRestore();
    assertThat(scheduled()).isEmpty();
  }

  @Test
  void refusesAPeriodOfNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScheduledTask.atFixedRate("never", timer, () -> {}, Duration.ZERO))
        .withMessageContaining("\"never\"")
        .withMessageContaining("[HOOKS_BAD_DURATION]");
  }

  private long minutesLeft() {
    return scheduled().get(0).getDelay(TimeUnit.MINUTES);
  }

  private List<ScheduledFuture<?>> scheduled() {
    return timer.getQueue().stream()
        .<ScheduledFuture<?>>map(work -> (ScheduledFuture<?>) work)
        .filter(work -> !work.isDone())
        .toList();
  }

  private void await(int expected) {
    for (int i = 0; i < 1_000 && runs.get() < expected; i++) {
      sleep(10);
    }
    assertThat(runs.get()).isGreaterThanOrEqualTo(expected);
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
