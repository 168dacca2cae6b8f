package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.snapstart.hooks.fakecrac.Context;
import dev.snapstart.hooks.fakecrac.Core;
import dev.snapstart.hooks.fakecrac.Resource;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PerRestoreTest {

  private final Context<Resource> crac = Core.getGlobalContext();
  private final List<String> closed = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger made = new AtomicInteger();

  private final class Client implements AutoCloseable {
    private final String name = "client " + made.incrementAndGet();

    @Override
    public void close() {
      closed.add(name);
    }
  }

  @Test
  void makesAValueWhenItIsAskedForAndAgainAfterARestore() throws Exception {
    PerRestore<Client> client = PerRestore.of(Client::new);
    assertThat(made).hasValue(0);
    Client first = client.get();
    assertThat(client.get()).isSameAs(first);
    restore();
    assertThat(closed).isEmpty();
    Client second = client.get();
    assertThat(second).isNotSameAs(first).isSameAs(client.get());
    assertThat(closed).containsExactly("client 1");
  }

  @Test
  void makesOneForManyThreadsAndClosesTheOldOnce() throws Exception {
    PerRestore<Client> client = PerRestore.of(Client::new);
    client.get();
    restore();
    Set<Client> seen = ConcurrentHashMap.newKeySet();
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      Thread thread =
          new Thread(() -> {
            try {
              start.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            seen.add(client.get());
          });
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(seen).hasSize(1);
    assertThat(made).hasValue(2);
    assertThat(closed).containsExactly("client 1");
  }

  @Test
  void makesAnotherOneOnRequest() {
    PerRestore<Client> client = PerRestore.of(Client::new);
    client.reset();
    Client first = client.get();
    client.reset();
    assertThat(closed).containsExactly("client 1");
    assertThat(client.get()).isNotSameAs(first);
  }

  @Test
  void triesAgainWhenTheMakerFailed() {
    PerRestore<String> value =
        PerRestore.of(() -> {
          if (made.incrementAndGet() == 1) {
            throw new IllegalStateException("not yet");
          }
          return "made";
        });
    assertThatIllegalStateException().isThrownBy(value::get).withMessage("not yet");
    assertThat(value.get()).isEqualTo("made");
  }

  @Test
  void goesOnWhenTheOldValueCannotBeClosed() throws Exception {
    PerRestore<AutoCloseable> value =
        PerRestore.of(() -> {
          int number = made.incrementAndGet();
          return () -> {
            throw new IllegalStateException("will not close " + number);
          };
        });
    AutoCloseable first = value.get();
    restore();
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThat(value.get()).isNotSameAs(first);
    } finally {
      System.setErr(err);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines(
            "cannot close a value of before the restore: java.lang.IllegalStateException: will not"
                + " close 1 [HOOKS_CLOSE_FAILED]");
  }

  @Test
  void refusesNull() {
    assertThatNullPointerException()
        .isThrownBy(() -> PerRestore.of(null))
        .withMessageContaining("[HOOKS_NULL_ARGUMENT]");
  }

  @Test
  void namesEachRestoreOfTheProcess() throws Exception {
    int before = Restores.count();
    String id = Restores.cloneId();
    assertThat(id).matches("[0-9a-f]{32}").isEqualTo(Restores.cloneId());
    restore();
    assertThat(Restores.count()).isEqualTo(before + 1);
    assertThat(Restores.restoredAt()).isPresent();
    assertThat(Restores.downtime().isNegative()).isFalse();
    assertThat(Restores.cloneId()).isNotEqualTo(id);
  }

  private void restore() throws Exception {
    crac.beforeCheckpoint(crac);
    crac.afterRestore(crac);
  }
}
