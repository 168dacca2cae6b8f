package dev.snapstart.rules;

import org.jspecify.annotations.Nullable;

/** What is found: one page in docs/rules each. */
enum Pattern {
  SNAP_RNG_STATE(
      "a generator of random numbers",
      "use a SecureRandom, or make the generator again in afterRestore"),
  SNAP_STATIC_PRNG(
      "the JVM's shared generator of random numbers",
      "draw with a SecureRandom, or only while handling an event"),
  SNAP_UNIQUE_VALUE(
      "a value that should be unique",
      "make it while handling an event, or again in afterRestore, or hold it in a PerRestore"),
  SNAP_CRYPTO_MATERIAL(
      "key material", "make it after the restore: in afterRestore or a PerRestore"),
  SNAP_HOST_IDENTITY("the identity of a host or process", "ask again in afterRestore"),
  SNAP_TIMESTAMP(
      "a time", "keep a Clock and read it for each event, or read again in afterRestore"),
  SNAP_CONNECTION(
      "a connection",
      "open it at first use, or close it in beforeCheckpoint and open it in afterRestore"),
  SNAP_ENV_CREDENTIALS(
      "credentials from environment variables",
      "leave the provider out, or use the DefaultCredentialsProvider"),
  SNAP_EXPIRING_SECRET(
      "a secret or token that expires", "fetch it again in afterRestore, or hold it in a Secret"),
  SNAP_TEMP_FILE(
      "an open or temporary file", "open it after the restore, or close it before init ends"),
  SNAP_THREAD_TIMER("running work", "wait for it before init ends, or start it in afterRestore"),
  SNAP_PRIMED_LAZY_STATE(
      "a value that priming makes too early",
      "set the field to null in beforeCheckpoint, after the priming"),
  SNAP_HOOK_NOT_RETAINED(
      "a resource that nothing but its registration refers to",
      "keep the resource in a field, or register a hook with CheckpointHooks"),
  SNAP_HOOK_EQUALS(
      "a resource that compares by value", "leave equals as Object has it, and records out of it"),
  SNAP_HOOK_NOT_REGISTERED(
      "a resource that nobody registers",
      "call Core.getGlobalContext().register(this) in its constructor"),
  SNAP_DNS_CACHE(
      "a resolved name", "keep the name and resolve it for each event, and set the TTL to 0");

  private final String what;
  private final String remedy;

  Pattern(String what, String remedy) {
    this.what = what;
    this.remedy = remedy;
  }

  /** What is in the snapshot, for a sentence. */
  String what() {
    return what;
  }

  /** The fix in a line. */
  String remedy() {
    return remedy;
  }

  static @Nullable Pattern named(String id) {
    for (Pattern pattern : values()) {
      if (pattern.name().equals(id)) {
        return pattern;
      }
    }
    return null;
  }
}
