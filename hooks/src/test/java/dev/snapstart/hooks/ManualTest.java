package dev.snapstart.hooks;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What docs/hooks.md tells users to write, as far as it needs no library of others. */
class ManualTest {

  private final PerRestore<HttpClient> http = PerRestore.of(HttpClient::newHttpClient);
  private final PerRestore<Instant> started = PerRestore.of(HookRehearsal.clock()::instant);
  private final PerRestore<Map<String, Integer>> prices = PerRestore.of(ConcurrentHashMap::new);
  private final PerRestore<SplittableRandom> sampler = PerRestore.of(SplittableRandom::new);
  private final Random jitter = Randomness.register(new Random(1));
  private final AtomicInteger fetched = new AtomicInteger();
  private final Secret password =
      Secret.of("orders database", this::fetchPassword, Duration.ofMinutes(10));
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private ScheduledFuture<?> task = schedule();

  private char[] fetchPassword() {
    return ("password " + fetched.incrementAndGet()).toCharArray();
  }

  private ScheduledFuture<?> schedule() {
    return timer.scheduleAtFixedRate(() -> {}, 60, 60, SECONDS);
  }

  @Test
  void makesEveryThingOfTheManualNewAfterARestore() throws Exception {
    HookRegistration refresh =
        CheckpointHooks.hook("price refresh")
            .beforeCheckpoint(() -> task.cancel(false))
            .afterRestore(() -> task = schedule())
            .dependsOn("connection pool")
            .register();
    HttpClient client = http.get();
    Instant before = started.get();
    SplittableRandom random = sampler.get();
    prices.get().put("P-1", 2);
    String writer = Restores.cloneId();
    assertThat(password.<String>use(String::new)).isEqualTo("password 1");
    ScheduledFuture<?> first = task;

    HookReport report = HookRehearsal.downtime(Duration.ofHours(5)).run();

    assertThat(http.get()).isNotSameAs(client);
    assertThat(Duration.between(before, started.get())).isGreaterThan(Duration.ofHours(4));
    assertThat(sampler.get()).isNotSameAs(random);
    assertThat(prices.get()).isEmpty();
    assertThat(Restores.cloneId()).isNotEqualTo(writer);
    assertThat(password.<String>use(String::new)).isEqualTo("password 2");
    assertThat(jitter.nextLong()).isNotEqualTo(new Random(1).nextLong());
    assertThat(first.isCancelled()).isTrue();
    assertThat(task.isCancelled()).isFalse();
    assertThat(report.outcomes())
        .extracting(HookOutcome::name)
        .contains("price refresh", "secret orders database", "seed of Random");
    assertThat(report.outcomes()).allMatch(outcome -> outcome.result() == HookOutcome.Result.OK);
    refresh.close();
    password.close();
    timer.shutdownNow();
  }
}
