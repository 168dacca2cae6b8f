package dev.snapstart.audit;

import static dev.snapstart.audit.Severity.ERROR;
import static dev.snapstart.audit.Severity.NOTE;
import static dev.snapstart.audit.Severity.WARNING;

import org.jspecify.annotations.Nullable;

/**
 * What can be found in a heap that clones must not share: one kind for each thing that is told from
 * others by how it looks.
 */
public enum Kind {
  /** A {@code java.util.Random} with its seed. */
  RANDOM(Rule.RNG_STATE, ERROR, Scope.HELD, Value.FRESH, Fix.GENERATOR),
  /** A {@code SplittableRandom}. */
  SPLITTABLE_RANDOM(Rule.RNG_STATE, ERROR, Scope.HELD, Value.FRESH, Fix.GENERATOR),
  /** Another generator of {@code java.util.random}. */
  RANDOM_GENERATOR(Rule.RNG_STATE, ERROR, Scope.HELD, Value.FRESH, Fix.GENERATOR),
  /** A generator of a library, such as Commons Math. */
  LIBRARY_RANDOM(Rule.RNG_STATE, ERROR, Scope.HELD, Value.FRESH, Fix.GENERATOR),
  /** A seeded {@code SHA1PRNG}. */
  SHA1PRNG(Rule.RNG_STATE, ERROR, Scope.HELD, Value.FRESH, Fix.SECURE),
  /** A seeded {@code DRBG}. */
  DRBG(Rule.RNG_STATE, ERROR, Scope.HELD, Value.FRESH, Fix.SECURE),
  /** The seeder of {@code ThreadLocalRandom}, when it is initialised. */
  THREAD_LOCAL_RANDOM(Rule.STATIC_PRNG, WARNING, Scope.ANYWHERE, Value.FRESH, Fix.STATIC_PRNG),
  /** The generator of {@code Math.random}. */
  MATH_RANDOM(Rule.STATIC_PRNG, ERROR, Scope.ANYWHERE, Value.FRESH, Fix.STATIC_PRNG),
  /** The generator of {@code StrictMath.random}. */
  STRICT_MATH_RANDOM(Rule.STATIC_PRNG, ERROR, Scope.ANYWHERE, Value.FRESH, Fix.STATIC_PRNG),
  /** The generator of {@code Collections.shuffle}. */
  SHUFFLE_RANDOM(Rule.STATIC_PRNG, ERROR, Scope.ANYWHERE, Value.FRESH, Fix.STATIC_PRNG),
  /** A random or time-based {@code UUID}. */
  UUID(Rule.UNIQUE_VALUE, ERROR, Scope.OWNED, Value.FRESH, Fix.VALUE),
  /** A text that looks unique: hexadecimal digits, a UUID, a ULID. */
  ID_TEXT(Rule.UNIQUE_VALUE, ERROR, Scope.OWNED, Value.FRESH, Fix.VALUE),
  /** A large number that is another one in each init. */
  UNIQUE_NUMBER(Rule.UNIQUE_VALUE, ERROR, Scope.OWNED, Value.FRESH, Fix.VALUE),
  /** An id of another class that makes unique ones. */
  UNIQUE_ID(Rule.UNIQUE_VALUE, ERROR, Scope.OWNED, Value.FRESH, Fix.VALUE),
  /** A generator of ids with state of its own. */
  ID_GENERATOR(Rule.UNIQUE_VALUE, ERROR, Scope.OWNED, Value.EVEN_IF_CONSTANT, Fix.VALUE),
  /** A private key that was generated. */
  PRIVATE_KEY(Rule.CRYPTO_MATERIAL, ERROR, Scope.HELD, Value.EVEN_IF_CONSTANT, Fix.KEY),
  /** A symmetric key that was generated. */
  SECRET_KEY(Rule.CRYPTO_MATERIAL, ERROR, Scope.OWNED, Value.FRESH, Fix.KEY),
  /** A private key as text. */
  PRIVATE_KEY_TEXT(Rule.CRYPTO_MATERIAL, ERROR, Scope.HELD, Value.EVEN_IF_CONSTANT, Fix.SECRET),
  /** A cipher that has its key, and its nonce. */
  CIPHER(Rule.CRYPTO_MATERIAL, WARNING, Scope.OWNED, Value.EVEN_IF_CONSTANT, Fix.KEY),
  /** Bytes that are others in each init. */
  RANDOM_BYTES(Rule.CRYPTO_MATERIAL, ERROR, Scope.OWNED, Value.FRESH, Fix.VALUE),
  /** A moment. */
  INSTANT(Rule.TIMESTAMP, ERROR, Scope.OWNED, Value.FRESH, Fix.TIME),
  /** A local date and time, with or without its zone. */
  LOCAL_TIME(Rule.TIMESTAMP, ERROR, Scope.OWNED, Value.FRESH, Fix.TIME),
  /** Today's date. */
  LOCAL_DATE(Rule.TIMESTAMP, WARNING, Scope.OWNED, Value.EVEN_IF_CONSTANT, Fix.TIME),
  /** A {@code java.util.Date}. */
  DATE(Rule.TIMESTAMP, ERROR, Scope.OWNED, Value.FRESH, Fix.TIME),
  /** A {@code Calendar}. */
  CALENDAR(Rule.TIMESTAMP, ERROR, Scope.OWNED, Value.FRESH, Fix.TIME),
  /** A number of seconds, milliseconds, microseconds or nanoseconds since 1970. */
  EPOCH_NUMBER(Rule.TIMESTAMP, ERROR, Scope.OWNED, Value.FRESH, Fix.TIME),
  /** A value of {@code System.nanoTime}. */
  NANO_TIME(Rule.TIMESTAMP, ERROR, Scope.OWNED, Value.FRESH, Fix.TIME),
  /** A connected {@code Socket}. */
  SOCKET(Rule.CONNECTION, ERROR, Scope.ANYWHERE, Value.EVEN_IF_CONSTANT, Fix.CONNECTION),
  /** A connected {@code SocketChannel}. */
  SOCKET_CHANNEL(Rule.CONNECTION, ERROR, Scope.ANYWHERE, Value.EVEN_IF_CONSTANT, Fix.CONNECTION),
  /** A listening socket. */
  SERVER_SOCKET(Rule.CONNECTION, ERROR, Scope.ANYWHERE, Value.EVEN_IF_CONSTANT, Fix.CONNECTION),
  /** A socket for datagrams. */
  DATAGRAM(Rule.CONNECTION, ERROR, Scope.ANYWHERE, Value.EVEN_IF_CONSTANT, Fix.CONNECTION),
  /** An open JDBC connection. */
  JDBC_CONNECTION(Rule.CONNECTION, ERROR, Scope.HELD, Value.EVEN_IF_CONSTANT, Fix.CONNECTION),
  /** A pool that has connections. */
  CONNECTION_POOL(Rule.CONNECTION, ERROR, Scope.HELD, Value.EVEN_IF_CONSTANT, Fix.POOL),
  /** An entry of the JVM's cache of names. */
  DNS_CACHE(Rule.DNS_CACHE, WARNING, Scope.ANYWHERE, Value.EVEN_IF_CONSTANT, Fix.DNS),
  /** An address that was resolved from a name. */
  RESOLVED_ADDRESS(Rule.DNS_CACHE, WARNING, Scope.OWNED, Value.EVEN_IF_CONSTANT, Fix.DNS),
  /** The name of this host. */
  HOST_NAME(Rule.HOST_IDENTITY, WARNING, Scope.OWNED, Value.EVEN_IF_CONSTANT, Fix.HOST),
  /** The id of this process. */
  PROCESS_ID(Rule.HOST_IDENTITY, WARNING, Scope.OWNED, Value.EVEN_IF_CONSTANT, Fix.HOST),
  /** A network interface of this host, with its address. */
  NETWORK_INTERFACE(Rule.HOST_IDENTITY, WARNING, Scope.OWNED, Value.EVEN_IF_CONSTANT, Fix.HOST),
  /** An open file. */
  OPEN_FILE(Rule.TEMP_FILE, ERROR, Scope.HELD, Value.EVEN_IF_CONSTANT, Fix.FILE),
  /** An open {@code FileChannel}. */
  FILE_CHANNEL(Rule.TEMP_FILE, ERROR, Scope.HELD, Value.EVEN_IF_CONSTANT, Fix.FILE),
  /** An open {@code ZipFile} or {@code JarFile} that no class loader reads. */
  ZIP_FILE(Rule.TEMP_FILE, WARNING, Scope.OWNED, Value.EVEN_IF_CONSTANT, Fix.FILE),
  /** The name of a file in the temporary directory. */
  TEMP_PATH(Rule.TEMP_FILE, WARNING, Scope.OWNED, Value.FRESH, Fix.FILE),
  /** A thread that runs, of the application or a library. */
  THREAD(Rule.THREAD_TIMER, WARNING, Scope.HELD, Value.EVEN_IF_CONSTANT, Fix.THREAD),
  /** A {@code java.util.Timer}. */
  TIMER(Rule.THREAD_TIMER, ERROR, Scope.HELD, Value.EVEN_IF_CONSTANT, Fix.TIMER),
  /** A scheduler that has tasks. */
  SCHEDULED_TASK(Rule.THREAD_TIMER, ERROR, Scope.HELD, Value.EVEN_IF_CONSTANT, Fix.TIMER),
  /** Another process that was started. */
  CHILD_PROCESS(Rule.THREAD_TIMER, ERROR, Scope.ANYWHERE, Value.EVEN_IF_CONSTANT, Fix.THREAD),
  /** Keys of AWS. */
  AWS_CREDENTIALS(Rule.ENV_CREDENTIALS, ERROR, Scope.HELD, Value.EVEN_IF_CONSTANT, Fix.CREDENTIALS),
  /** An access key of AWS as text. */
  ACCESS_KEY_TEXT(Rule.ENV_CREDENTIALS, ERROR, Scope.HELD, Value.EVEN_IF_CONSTANT, Fix.CREDENTIALS),
  /** A text that is a JSON web token. */
  TOKEN(Rule.EXPIRING_SECRET, ERROR, Scope.HELD, Value.EVEN_IF_CONSTANT, Fix.SECRET),
  /** The value of a variable whose name says that it is a secret. */
  SECRET_VARIABLE(Rule.EXPIRING_SECRET, WARNING, Scope.OWNED, Value.EVEN_IF_CONSTANT, Fix.SECRET),
  /** A user's name with a password. */
  PASSWORD(Rule.EXPIRING_SECRET, WARNING, Scope.OWNED, Value.EVEN_IF_CONSTANT, Fix.SECRET),
  /** Memory outside of the heap. */
  DIRECT_BUFFER(null, NOTE, Scope.HELD, Value.EVEN_IF_CONSTANT, Fix.BUFFER),
  /** A file in memory. */
  MAPPED_FILE(Rule.TEMP_FILE, WARNING, Scope.HELD, Value.EVEN_IF_CONSTANT, Fix.FILE);

  /** Who must hold an object for it to be a finding. */
  enum Scope {
    /** The application. */
    OWNED,
    /** The application or a library, where it is one degree less severe if it is only a state. */
    HELD,
    /** Anybody but the runtime. */
    ANYWHERE
  }

  /** What it means that a second process has made the same value. */
  enum Value {
    /** It is a constant, so all clones may have it. */
    FRESH,
    /** Nothing. */
    EVEN_IF_CONSTANT
  }

  private final @Nullable Rule rule;
  private final Severity severity;
  private final Scope scope;
  private final Value value;
  private final Fix fix;

  Kind(@Nullable Rule rule, Severity severity, Scope scope, Value value, Fix fix) {
    this.rule = rule;
    this.severity = severity;
    this.scope = scope;
    this.value = value;
    this.fix = fix;
  }

  /**
   * The rule of {@code snapstart-rules} that finds the same in code.
   *
   * @return its id, such as {@code SNAP_RNG_STATE}; null if there is none
   */
  public @Nullable String rule() {
    return rule == null ? null : "SNAP_" + rule;
  }

  /**
   * What to do.
   *
   * @return a sentence
   */
  public String fix() {
    return fix.text();
  }

  Severity severity() {
    return severity;
  }

  Scope scope() {
    return scope;
  }

  /** Whether it is only found where another init has made another one. */
  boolean isFresh() {
    return value == Value.FRESH;
  }
}
