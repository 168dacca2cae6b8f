package dev.snapstart.audit;

/** The rules of snapstart-rules that have something to do with a heap, without their prefix. */
enum Rule {
  CONNECTION,
  CRYPTO_MATERIAL,
  DNS_CACHE,
  ENV_CREDENTIALS,
  EXPIRING_SECRET,
  HOST_IDENTITY,
  RNG_STATE,
  STATIC_PRNG,
  TEMP_FILE,
  THREAD_TIMER,
  TIMESTAMP,
  UNIQUE_VALUE
}
