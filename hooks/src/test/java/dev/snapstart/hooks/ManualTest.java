package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snapstart.hooks.connections.RebuiltClient;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What docs/hooks.md tells users to write, as far as it needs no library of others. */
class ManualTest {

  private final RebuiltClient<HttpClient> http =
      RebuiltClient.of("prices", HttpClient::newHttpClient);
  private final PerRestore<Instant> started = PerRestore.of(HookRehearsal.clock()::instant);
  private final PerRestore<Map<String, Integer>> prices = PerRestore.of(ConcurrentHashMap::new);
  private final PerRestore<SplittableRandom> sampler = PerRestore.of(SplittableRandom::new);
  private final Random jitter = Randomness.register(new Random(1));
  private final AtomicInteger fetched = new AtomicInteger();
  private final Secret password =
      Secret.of("orders database", this::fetchPassword, Duration.ofMinutes(10));
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger refreshed = new AtomicInteger();

  private char[] fetchPassword() {
    return ("password " + fetched.incrementAndGet()).toCharArray();
  }

  @Test
  void makesEveryThingOfTheManualNewAfterARestore() throws Exception {
    ScheduledTask refresh =
        ScheduledTask.atFixedRate(
            "price refresh", timer, refreshed::incrementAndGet, Duration.ofMinutes(1));
    HookRegistration dns = DnsCache.hook().register();
    // keeping the client itself would keep it open before JDK 21
    int client = http.use(System::identityHashCode);
    Instant before = started.get();
    SplittableRandom random = sampler.get();
    prices.get().put("P-1", 2);
    String writer = Restores.cloneId();
    assertThat(password.<String>use(String::new)).isEqualTo("password 1");

    HookReport report = HookRehearsal.downtime(Duration.ofHours(5)).run();

    int rebuilt = http.use(System::identityHashCode);
    assertThat(rebuilt).isNotEqualTo(client);
    assertThat(Duration.between(before, started.get())).isGreaterThan(Duration.ofHours(4));
    assertThat(sampler.get()).isNotSameAs(random);
    assertThat(prices.get()).isEmpty();
    assertThat(Restores.cloneId()).isNotEqualTo(writer);
    assertThat(password.<String>use(String::new)).isEqualTo("password 2");
    assertThat(jitter.nextLong()).isNotEqualTo(new Random(1).nextLong());
    timer.submit(() -> {}).get();
    assertThat(refreshed).hasValue(1);
    assertThat(report.outcomes())
        .extracting(HookOutcome::name)
        .contains(
            "price refresh", "prices", "DNS cache", "secret orders database", "seed of Random");
    assertThat(report.outcomes()).allMatch(outcome -> outcome.result() == HookOutcome.Result.OK);
    refresh.close();
    dns.close();
    http.close();
    password.close();
    timer.shutdownNow();
  }
}
