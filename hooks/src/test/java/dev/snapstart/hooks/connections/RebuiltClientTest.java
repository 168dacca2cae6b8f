package dev.snapstart.hooks.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snapstart.hooks.CheckpointHooks;
import dev.snapstart.hooks.HookRegistration;
import dev.snapstart.hooks.OpenResources;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

@SuppressWarnings("try") // hooks are held, not used
class RebuiltClientTest {

  private static final String IDENTITY =
      "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
          + "<GetCallerIdentityResult><Account>42</Account></GetCallerIdentityResult>"
          + "</GetCallerIdentityResponse>";

  private final AtomicInteger built = new AtomicInteger();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answer = new CountDownLatch(1);
  private final KeepAliveServer server;

  RebuiltClientTest() throws IOException {
    server =
        new KeepAliveServer(path -> {
          if (path.equals("/slow")) {
            asked.countDown();
            answer.await();
          }
          return IDENTITY;
        });
    opened.add(server);
  }

  @AfterEach
  void closeAll() throws Exception {
    answer.countDown();
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  /** Its connections would stay open for 20 minutes, and before JDK 21 it cannot be closed. */
  @Test
  void leavesNoConnectionOfTheJdksHttpClientInTheSnapshot() throws Exception {
    RebuiltClient<HttpClient> http = held("http", HttpClient::newHttpClient);
    assertThat(get(http, "/")).isEqualTo(IDENTITY);
    assertThat(sockets()).isNotEmpty();

    Cycle.checkpoint();

    assertThat(sockets()).isEmpty();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().matches("HttpClient-.*-SelectorManager"));
    Cycle.restore();
    assertThat(built).hasValue(1);
    assertThat(get(http, "/")).isEqualTo(IDENTITY);
    assertThat(built).hasValue(2);
  }

  @Test
  void leavesNoConnectionOfAnSdkClientInTheSnapshot() throws Exception {
    RebuiltClient<StsClient> sts =
        held(
            "sts",
            () ->
                StsClient.builder()
                    .region(Region.EU_WEST_1)
                    .endpointOverride(uri("/"))
                    .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                    .build());
    assertThat(account(sts)).isEqualTo("42");
    assertThat(sockets()).isNotEmpty();

    Cycle.checkpoint();

    assertThat(sockets()).isEmpty();
    Cycle.restore();
    assertThat(account(sts)).isEqualTo("42");
    assertThat(built).hasValue(2);
  }

  @Test
  void closesTheClientWhenTheCallsAreOver() throws Exception {
    RebuiltClient<HttpClient> http = held("http", HttpClient::newHttpClient);
    CompletableFuture<String> call = CompletableFuture.supplyAsync(() -> get(http, "/slow"));
    asked.await();
    CompletableFuture<Void> checkpoint = CompletableFuture.runAsync(this::checkpoint);
    Thread.sleep(100);
    assertThat(checkpoint).isNotDone();
    answer.countDown();
    checkpoint.get(10, TimeUnit.SECONDS);
    assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo(IDENTITY);
    Cycle.restore();
  }

  @Test
  void namesTheThreadWhoseCallDoesNotEnd() throws Exception {
    RebuiltClient<HttpClient> http =
        RebuiltClient.of("slow prices", HttpClient::newHttpClient, Duration.ofMillis(300));
    opened.add(http);
    Thread caller = new Thread(() -> get(http, "/slow"), "price refresh");
    caller.start();
    asked.await();
    assertThatThrownBy(Cycle::checkpoint)
        .hasMessageContaining("\"slow prices\"")
        .hasMessageContaining(
            "still at work after 300 ms [HOOKS_TIME_LIMIT]: in use by thread \"price refresh\""
                + " [HOOKS_STILL_IN_USE]");
    answer.countDown();
    caller.join();
    Cycle.restore();
    assertThat(get(http, "/")).isEqualTo(IDENTITY);
  }

  @Test
  void letsCallersWaitForTheRestore() throws Exception {
    RebuiltClient<HttpClient> http = held("http", HttpClient::newHttpClient);
    get(http, "/");
    Cycle.checkpoint();
    CompletableFuture<String> call = CompletableFuture.supplyAsync(() -> get(http, "/"));
    Thread.sleep(100);
    assertThat(call).isNotDone();
    Cycle.restore();
    assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo(IDENTITY);
  }

  @Test
  void saysThatTheClientIsClosedToACallerWhoCannotWait() throws Exception {
    RebuiltClient<Closeable> client = held("table", Closeable::new);
    Cycle.checkpoint();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> use(client))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "interrupted while client \"table\" is closed for a checkpoint [HOOKS_CLIENT_CLOSED]");
    assertThat(Thread.interrupted()).isTrue();
    Cycle.restore();
  }

  @Test
  void tellsWhyTheClientCannotBeClosed() {
    RebuiltClient<AutoCloseable> client =
        held(
            "stuck",
            () ->
                () -> {
                  throw new IOException("half sent");
                });
    client.<AutoCloseable, RuntimeException>use(open -> open);
    assertThatThrownBy(client::close)
        .hasMessage("cannot close client \"stuck\" [HOOKS_CLOSE_FAILED]")
        .hasRootCauseMessage("half sent");
  }

  @Test
  void refusesNull() {
    assertThatThrownBy(() -> RebuiltClient.of("none", null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("[HOOKS_NULL_ARGUMENT]");
  }

  @Test
  void neverShowsAClosedClient() throws Exception {
    RebuiltClient<Closeable> client = held("checked", Closeable::new);
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService callers = Executors.newFixedThreadPool(16);
    opened.add(callers::shutdownNow);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      all.add(
          callers.submit(() -> {
            while (!over.get()) {
              client.use(open ->
                  client.use(again -> {
                    Thread.yield();
                    assertThat(again).isSameAs(open);
                    assertThat(again.closed).isFalse();
                    return again;
                  }));
            }
          }));
    }
    for (int cycle = 0; cycle < 50; cycle++) {
      Cycle.checkpoint();
      Cycle.restore();
    }
    over.set(true);
    for (Future<?> caller : all) {
      caller.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void tellsAHookThatComesTooLateToComeBefore() throws Exception {
    RebuiltClient<Closeable> client = held("table", Closeable::new);
    client.use(open -> open);
    AtomicInteger calls = new AtomicInteger();
    try (HookRegistration primes =
        CheckpointHooks.hook("prime the table")
            .dependsOn("table")
            .beforeCheckpoint(() -> client.use(open -> calls.incrementAndGet()))
            .register()) {
      Cycle.checkpoint();
      Cycle.restore();
    }
    assertThat(calls).hasValue(1);
  }

  /** The hook cannot be interrupted while it waits for a builder, and comes when all is over. */
  @Test
  void isOpenAfterARestoreThatDidNotWaitForABuilder() throws Exception {
    CountDownLatch building = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    RebuiltClient<Closeable> client =
        RebuiltClient.of(
            "slow to build",
            () -> {
              building.countDown();
              try {
                go.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return new Closeable();
            },
            Duration.ofMillis(200));
    opened.add(client);
    CompletableFuture<Closeable> first = CompletableFuture.supplyAsync(() -> use(client));
    building.await();
    assertThatThrownBy(Cycle::checkpoint).hasMessageContaining("slow to build");
    // waits for the builder as well, so it has a limit, too
    assertThatThrownBy(Cycle::restore).hasMessageContaining("slow to build");
    go.countDown();
    assertThat(first.get(10, TimeUnit.SECONDS).closed).isFalse();
    Thread.sleep(200);
    assertThat(CompletableFuture.supplyAsync(() -> use(client)).get(5, TimeUnit.SECONDS).closed)
        .isFalse();
  }

  @Test
  void waitsPatientlyWhileOthersCallWithinTheirCalls() throws Exception {
    RebuiltClient<Closeable> client = held("nested", Closeable::new);
    CountDownLatch end = new CountDownLatch(1);
    CompletableFuture<Closeable> busy =
        CompletableFuture.supplyAsync(() ->
            client.use(open -> {
              while (end.getCount() > 0) {
                client.use(again -> again);
              }
              return open;
            }));
    while (use(client) == null || built.get() == 0) {
      Thread.onSpinWait();
    }
    CompletableFuture<Void> checkpoint = CompletableFuture.runAsync(this::checkpoint);
    Thread.sleep(100);
    CompletableFuture<Closeable> waiting = CompletableFuture.supplyAsync(() -> use(client));
    Thread.sleep(400);
    assertThat(waiting).isNotDone();
    end.countDown();
    busy.get(10, TimeUnit.SECONDS);
    checkpoint.get(10, TimeUnit.SECONDS);
    Cycle.restore();
    assertThat(waiting.get(10, TimeUnit.SECONDS).closed).isFalse();
  }

  private static Closeable use(RebuiltClient<Closeable> client) {
    return client.use(open -> open);
  }

  @Test
  void failsWithTheBuilderAndTriesAgain() {
    AtomicInteger attempts = new AtomicInteger();
    RebuiltClient<Closeable> client =
        held(
            "fails once",
            () -> {
              if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("no region");
              }
              return new Closeable();
            });
    assertThatThrownBy(() -> client.use(open -> open)).hasMessage("no region");
    assertThat(client.<Closeable, RuntimeException>use(open -> open).closed).isFalse();
  }

  @Test
  void closesOnRequestAndBuildsAgain() throws Exception {
    RebuiltClient<Closeable> client = held("closed", Closeable::new);
    Closeable first = client.<Closeable, RuntimeException>use(open -> open);
    // of a thread that is on its way down
    Thread.currentThread().interrupt();
    client.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(first.closed).isTrue();
    assertThat(client.<Closeable, RuntimeException>use(open -> open)).isNotSameAs(first);
    client.close();
  }

  private <T> RebuiltClient<T> held(String name, Supplier<T> builder) {
    RebuiltClient<T> client =
        RebuiltClient.of(
            name,
            () -> {
              built.incrementAndGet();
              return builder.get();
            });
    opened.add(client);
    return client;
  }

  private String get(RebuiltClient<HttpClient> http, String path) {
    try {
      return http.use(client ->
          client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString()).body());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String account(RebuiltClient<StsClient> sts) {
    return sts.use(client -> client.getCallerIdentity().account());
  }

  private void checkpoint() {
    try {
      Cycle.checkpoint();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  /** Of this process to its own server. */
  private List<String> sockets() {
    return OpenResources.find().stream()
        .map(Object::toString)
        .filter(open -> open.contains("to 127.0.0.1:" + server.port() + " established"))
        .toList();
  }

  private static final class Closeable implements AutoCloseable {
    private volatile boolean closed;

    @Override
    public void close() {
      closed = true;
    }
  }
}
