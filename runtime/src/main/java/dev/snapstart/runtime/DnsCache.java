package dev.snapstart.runtime;

import java.lang.reflect.Field;
import java.net.InetAddress;
import java.security.Security;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's cache of host names, which would go into the snapshot: a clone would then connect to
 * where a service was when the snapshot was taken. There is no public way to clear it. Where the
 * JVM was started with {@code --add-opens java.base/java.net=ALL-UNNAMED} it is cleared; elsewhere
 * it is switched off before anything can be in it, unless the user has set how long to keep names.
 */
final class DnsCache {

  private static final String TTL = "networkaddress.cache.ttl";
  private static final String NEGATIVE_TTL = "networkaddress.cache.negative.ttl";

  private DnsCache() {}

  /**
   * Sets how long a failed lookup is kept. The JDK reads it at the first lookup, so it must come
   * before any.
   *
   * @param seconds the value of {@code AWS_LAMBDA_JAVA_NETWORKADDRESS_CACHE_NEGATIVE_TTL}
   */
  static void keepFailures(String seconds) {
    Security.setProperty(NEGATIVE_TTL, seconds);
  }

  /** Sees to it that the cache will be empty in the snapshot. Must come before any lookup. */
  static void prepare() {
    boolean chosenByUser =
        Security.getProperty(TTL) != null || System.getProperty("sun.net.inetaddr.ttl") != null;
    if (!chosenByUser && !isOpen()) {
      Security.setProperty(TTL, "0");
      Security.setProperty(NEGATIVE_TTL, "0");
    }
  }

  /** Clears the cache where that is possible. */
  static void clear() {
    if (isOpen()) {
      clear("cache");
      clear("expirySet");
    }
  }

  private static boolean isOpen() {
    Module base = InetAddress.class.getModule();
    return base.isOpen("java.net", DnsCache.class.getModule());
  }

  private static void clear(String name) {
    try {
      Field field = InetAddress.class.getDeclaredField(name);
      field.setAccessible(true);
      @Nullable Object cache = field.get(null);
      if (cache instanceof Map<?, ?> map) {
        map.clear();
      } else if (cache instanceof Collection<?> collection) {
        collection.clear();
      }
    } catch (ReflectiveOperationException ignored) {
      // a JDK that keeps host names elsewhere
    }
  }
}
