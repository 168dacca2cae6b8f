package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A cache that expires by nanoTime, which stands still in a snapshot: what init put in stays. */
class NanoTimeCacheTest {

  private static Cache<String, String> cache() {
    return Caffeine.newBuilder()
        .expireAfterWrite(Duration.ofMinutes(1))
        .ticker(HookClock.SYSTEM::nanoTime)
        .build();
  }

  @Test
  void isAsOldAsTheVersionWithoutAHook() throws Exception {
    Cache<String, String> prices = cache();
    prices.put("P-1", "of init");
    HookRehearsal.downtime(Duration.ofDays(3)).run();
    assertThat(prices.getIfPresent("P-1")).isEqualTo("of init");
  }

  @Test
  void isEmptiedByAHook() throws Exception {
    Cache<String, String> prices = cache();
    prices.put("P-1", "of init");
    HookRegistration hook = CheckpointHooks.afterRestore("price cache", prices::invalidateAll);
    HookRehearsal.downtime(Duration.ofDays(3)).run();
    assertThat(prices.getIfPresent("P-1")).isNull();
    hook.close();
  }

  @Test
  void isMadeAgainByAHolder() throws Exception {
    PerRestore<Cache<String, String>> prices = PerRestore.of(NanoTimeCacheTest::cache);
    prices.get().put("P-1", "of init");
    HookRehearsal.downtime(Duration.ofDays(3)).run();
    assertThat(prices.get().getIfPresent("P-1")).isNull();
  }
}
