package dev.snapstart.audit.hazards;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.FileOutputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.PasswordAuthentication;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.rmi.server.UID;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.Timer;
import java.util.TimerTask;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.zip.ZipFile;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import kotlin.random.RandomKt;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** All that must not be in a snapshot, one of each kind; the comments say what an audit finds. */
public final class Hazards implements RequestHandler<Map<String, String>, String> {

  // FINDS RANDOM static Hazards.ids → OrderIds.random → java.util.Random
  static final OrderIds ids = new OrderIds();

  // FINDS SPLITTABLE_RANDOM Hazards.splittable → java.util.SplittableRandom
  private final SplittableRandom splittable = new SplittableRandom();
  // FINDS RANDOM_GENERATOR Hazards.generator → jdk.random.L64X128MixRandom
  private final RandomGenerator generator = RandomGenerator.of("L64X128MixRandom");
  // FINDS LIBRARY_RANDOM Hazards.xorwow → kotlin.random.XorWowRandom
  private final kotlin.random.Random xorwow = RandomKt.Random(System.nanoTime());
  // FINDS SHA1PRNG Hazards.sha1 → sun.security.provider.SecureRandom
  private final SecureRandom sha1 = SecureRandom.getInstance("SHA1PRNG");
  // FINDS DRBG Hazards.drbg → sun.security.provider.DRBG
  private final SecureRandom drbg = SecureRandom.getInstance("DRBG");

  // FINDS UUID Hazards.instance → java.util.UUID
  private final UUID instance = UUID.randomUUID();
  // FINDS ID_TEXT Hazards.settings["series"] → java.lang.String
  // FINDS TOKEN Hazards.settings["token"] → java.lang.String
  private final Map<String, String> settings = new HashMap<>();
  // FINDS UNIQUE_NUMBER Hazards.node
  private final long node = new SecureRandom().nextLong() | 1L << 60;
  // FINDS UNIQUE_ID Hazards.uid → java.rmi.server.UID
  private final UID uid = new UID();
  // FINDS ID_GENERATOR Hazards.nextId → java.util.concurrent.atomic.AtomicLong
  private final AtomicLong nextId = new AtomicLong(1000);

  // FINDS PRIVATE_KEY Hazards.privateKey → sun.security.rsa.RSAPrivateCrtKeyImpl
  private final PrivateKey privateKey;
  // FINDS SECRET_KEY Hazards.secretKey → javax.crypto.spec.SecretKeySpec
  private final SecretKey secretKey = KeyGenerator.getInstance("AES").generateKey();
  // FINDS CIPHER Hazards.cipher → javax.crypto.Cipher
  private final Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
  // FINDS RANDOM_BYTES Hazards.salt → byte[]
  private final byte[] salt = new byte[16];
  // FINDS PRIVATE_KEY_TEXT static Hazards.PEM → java.lang.String
  static final String PEM = "-----BEGIN PRIVATE KEY-----\nnot one\n-----END PRIVATE KEY-----";

  // FINDS INSTANT Hazards.moments[0] → java.time.Instant
  private final List<Instant> moments = new ArrayList<>(List.of(Instant.now()));
  // FINDS LOCAL_TIME Hazards.zoned → java.time.LocalDateTime
  private final ZonedDateTime zoned = ZonedDateTime.now(ZoneOffset.UTC);
  // FINDS LOCAL_DATE Hazards.today → java.time.LocalDate
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  // FINDS DATE Hazards.date → java.util.Date
  private final Date date = new Date();
  // FINDS CALENDAR Hazards.calendar → java.util.GregorianCalendar
  private final Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT);
  // FINDS EPOCH_NUMBER static Hazards.started
  static long started = System.currentTimeMillis();
  // FINDS NANO_TIME Hazards.ticks
  private final long ticks = System.nanoTime();

  // FINDS SERVER_SOCKET Hazards.listening → sun.nio.ch.NioSocketImpl
  private final ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  // FINDS SOCKET Hazards.socket → sun.nio.ch.NioSocketImpl
  private final Socket socket =
      new Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort());
  // FINDS SOCKET_CHANNEL Hazards.channel → sun.nio.ch.SocketChannelImpl
  private final SocketChannel channel = SocketChannel.open(listening.getLocalSocketAddress());
  // FINDS DATAGRAM Hazards.datagrams → sun.nio.ch.DatagramChannelImpl
  private final DatagramSocket datagrams = new DatagramSocket();
  // FINDS JDBC_CONNECTION Hazards.connection → org.h2.jdbc.JdbcConnection
  private final Connection connection = DriverManager.getConnection("jdbc:h2:mem:one");
  // FINDS CONNECTION_POOL Hazards.pool → HikariDataSource.pool → com.zaxxer.hikari.pool.HikariPool
  private final HikariDataSource pool;
  // FINDS RESOLVED_ADDRESS Hazards.database → java.net.Inet4Address
  private final InetAddress database = InetAddress.getByName("db.example");

  // FINDS HOST_NAME Hazards.host → java.lang.String
  private final String host = InetAddress.getLocalHost().getHostName();
  // FINDS PROCESS_ID Hazards.pid
  private final long pid = ProcessHandle.current().pid();
  // FINDS NETWORK_INTERFACE Hazards.device → java.net.NetworkInterface
  private final NetworkInterface device = NetworkInterface.getByIndex(1);

  // FINDS TEMP_PATH Hazards.path → sun.nio.fs.UnixPath
  private final Path path = Files.createTempFile("hazards-", ".tmp");
  // FINDS OPEN_FILE Hazards.file → java.io.FileOutputStream
  private final FileOutputStream file = new FileOutputStream(path.toFile());
  // FINDS FILE_CHANNEL Hazards.opened → sun.nio.ch.FileChannelImpl
  private final FileChannel opened = FileChannel.open(path);
  // FINDS ZIP_FILE Hazards.zip → java.util.zip.ZipFile
  private final ZipFile zip = new ZipFile(System.getenv("ZIP"));
  // FINDS MAPPED_FILE Hazards.mapped → java.nio.DirectByteBuffer
  private final MappedByteBuffer mapped;
  // FINDS DIRECT_BUFFER Hazards.buffer → java.nio.DirectByteBuffer
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1024);

  // FINDS THREAD Hazards.thread → java.lang.Thread
  private final Thread thread = new Thread(Hazards::sleep, "hazard");
  // FINDS TIMER Hazards.timer → java.util.Timer
  private final Timer timer = new Timer("hazards", true);
  // FINDS SCHEDULED_TASK Hazards.scheduler → java.util.concurrent.ScheduledThreadPoolExecutor
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  // FINDS CHILD_PROCESS Hazards.process → java.lang.ProcessImpl
  private final Process process = new ProcessBuilder("sleep", "600").start();

  // FINDS AWS_CREDENTIALS Hazards.keys →
  // software.amazon.awssdk.auth.credentials.AwsBasicCredentials
  private final AwsBasicCredentials keys = AwsBasicCredentials.create("an id", "a secret");
  // FINDS ACCESS_KEY_TEXT static Hazards.ACCESS_KEY → java.lang.String
  static final String ACCESS_KEY = "AKIAIOSFODNN7EXAMPLE";
  // FINDS SECRET_VARIABLE Hazards.password → java.lang.String
  private final String password = System.getenv("DB_PASSWORD");
  // FINDS PASSWORD Hazards.login → java.net.PasswordAuthentication
  private final PasswordAuthentication login =
      new PasswordAuthentication("somebody", new char[] {'x'});

  // what is below is as harmless as it looks, and an audit says nothing of it

  private final SecureRandom secure = new SecureRandom();
  private final UUID constantId = UUID.fromString("6fa459ea-ee8a-4ca4-894e-db77e160355e");
  private final UUID nameId = UUID.nameUUIDFromBytes(new byte[] {1});
  private final Instant epoch = Instant.EPOCH;
  private final LocalDate birthday = LocalDate.of(2001, 2, 3);
  private final Random constantSeed = new Random(42);
  private final byte[] constantBytes = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
  private final ScheduledExecutorService idle = Executors.newScheduledThreadPool(1);
  private final Path home = Path.of("/somewhere/else");
  private final Socket unconnected = new Socket();

  /** Makes the rest of them. */
  public Hazards() throws Exception {
    sha1.nextInt();
    drbg.nextInt();
    settings.put("series", Long.toHexString(new SecureRandom().nextLong() | 1L << 62));
    settings.put("token", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJub2JvZHkifQ.c2lnbmF0dXJl");
    new SecureRandom().nextBytes(salt);
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(1024);
    privateKey = rsa.generateKeyPair().getPrivate();
    cipher.init(Cipher.ENCRYPT_MODE, secretKey);
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:two");
    config.setMaximumPoolSize(2);
    pool = new HikariDataSource(config);
    try (FileChannel whole =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      mapped = whole.map(FileChannel.MapMode.READ_WRITE, 0, 4096);
    }
    thread.setDaemon(true);
    thread.start();
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {}
        },
        600_000);
    scheduler.scheduleAtFixedRate(() -> {}, 600, 600, TimeUnit.SECONDS);
    // FINDS MATH_RANDOM static java.lang.Math$RandomNumberGeneratorHolder.randomNumberGenerator →
    // java.util.Random
    double first = Math.random();
    // FINDS STRICT_MATH_RANDOM static
    // java.lang.StrictMath$RandomNumberGeneratorHolder.randomNumberGenerator → java.util.Random
    double second = StrictMath.random();
    // FINDS SHUFFLE_RANDOM static java.util.Collections.r → java.util.Random
    Collections.shuffle(new ArrayList<>(List.of(first, second)));
    // FINDS THREAD_LOCAL_RANDOM static java.util.concurrent.ThreadLocalRandom.seeder →
    // java.util.concurrent.atomic.AtomicLong
    ThreadLocalRandom.current().nextInt();
  }

  @Override
  public String handleRequest(Map<String, String> event, Context context) {
    return "unused: " + this.home + epoch + birthday + constantId + nameId + secure + constantSeed;
  }

  private static void sleep() {
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
