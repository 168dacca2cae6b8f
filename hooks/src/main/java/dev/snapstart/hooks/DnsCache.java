package dev.snapstart.hooks;

import java.util.List;

/**
 * Empties the JVM's cache of host names, before the checkpoint and after the restore, so that no
 * clone connects to an address that was right when the version was published. AWS's own runtime
 * does the first of both.
 *
 * <pre>{@code
 * DnsCache.hook().register();
 * }</pre>
 *
 * <p>Through {@code sun.misc.Unsafe}, for the JDK has no other way, with the limits that {@link
 * Randomness} tells of: where the JVM forbids it, the hook fails, which is in the report and on the
 * standard error, and the phase goes on. Thread-safe.
 */
public final class DnsCache {

  private static final String OWNER = "java.net.InetAddress";
  private static final List<String> FIELDS = List.of("cache", "expirySet");

  private DnsCache() {}

  /**
   * The hook, to be registered.
   *
   * @return a hook named {@code DNS cache}, first to be back after the restore, best effort
   */
  public static HookBuilder hook() {
    return CheckpointHooks.hook("DNS cache")
        .priority(Integer.MAX_VALUE)
        .bestEffort()
        .beforeCheckpoint(DnsCache::clear)
        .afterRestore(DnsCache::clear);
  }

  private static void clear() throws ReflectiveOperationException {
    JvmMemory memory = new JvmMemory();
    for (String field : FIELDS) {
      memory.clear(OWNER, field);
    }
  }
}
