package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.snapstart.hooks.fakecrac.Core;
import dev.snapstart.hooks.fakecrac.Resource;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrimingTest {

  private static final ThreadLocal<String> LEFT = new ThreadLocal<>();

  private final dev.snapstart.hooks.fakecrac.Context<Resource> crac = Core.getGlobalContext();
  private final List<HookRegistration> registrations = new ArrayList<>();
  private final List<Object> seen = new ArrayList<>();

  @AfterEach
  void removeHooks() {
    registrations.forEach(HookRegistration::close);
  }

  @Test
  void callsAHandlerThatKnowsThatItIsPrimed() throws Exception {
    RequestHandler<String, Integer> handler =
        (event, context) -> {
          seen.add(event);
          seen.add(Priming.isPriming());
          seen.add(describe(context));
          return event.length();
        };
    registrations.add(Priming.handler("sample", handler, "event"));
    assertThat(seen).isEmpty();
    crac.beforeCheckpoint(crac);
    assertThat(seen).containsExactly("event", true, "function $LATEST 128 true true");
    assertThat(Priming.isPriming()).isFalse();
    crac.afterRestore(crac);
    assertThat(seen).hasSize(3);
  }

  @Test
  void callsAStreamHandlerWithItsEvent() throws Exception {
    registrations.add(
        Priming.handler(
            "sample",
            (in, out, context) -> {
              seen.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
              out.write(1);
            },
            "{}".getBytes(StandardCharsets.UTF_8)));
    crac.beforeCheckpoint(crac);
    assertThat(seen).containsExactly("{}");
  }

  @Test
  void neverFailsTheCheckpointAndCleansUp() throws Exception {
    PrintStream out = System.out;
    RequestHandler<String, String> handler =
        (event, context) -> {
          System.setOut(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
          LEFT.set("left");
          Thread.currentThread().interrupt();
          throw new NoClassDefFoundError("com/acme/Gone");
        };
    registrations.add(Priming.handler("failing", handler, "event"));
    crac.beforeCheckpoint(crac);
    assertThat(System.out).isSameAs(out);
    assertThat(LEFT.get()).isNull();
    assertThat(Thread.interrupted()).isFalse();
    assertThat(Priming.isPriming()).isFalse();
    assertThat(CheckpointHooks.report().outcomes(Phase.BEFORE_CHECKPOINT))
        .filteredOn(outcome -> outcome.name().equals("failing"))
        .singleElement()
        .satisfies(outcome -> assertThat(outcome.detail()).contains("com/acme/Gone"));
  }

  @Test
  void waitsForWhatIsStillStartingBeforeAllElse() throws Exception {
    CompletableFuture<String> started = new CompletableFuture<>();
    registrations.add(Priming.await("spring", started, Duration.ofSeconds(30)));
    registrations.add(CheckpointHooks.beforeCheckpoint("later", () -> seen.add(started.isDone())));
    Thread starting = new Thread(() -> started.complete("up"));
    starting.start();
    crac.beforeCheckpoint(crac);
    assertThat(seen).containsExactly(true);
  }

  @Test
  void failsTheCheckpointWhenSomethingDoesNotStart() {
    registrations.add(
        Priming.await("spring", new CompletableFuture<String>(), Duration.ofMillis(20)));
    HookFailure failure =
        catchThrowableOfType(HookFailure.class, () -> crac.beforeCheckpoint(crac));
    assertThat(failure).hasMessageContaining("spring has not started in 20 ms [HOOKS_NOT_STARTED]");
  }

  /** It would skip its writes in every clone. */
  @Test
  void isOverForAllOthersWhenACallDoesNotComeBack() throws Exception {
    CheckpointHooks.budget(Phase.BEFORE_CHECKPOINT, Duration.ofMillis(300));
    CountDownLatch end = new CountDownLatch(1);
    CompletableFuture<Boolean> primesOn = new CompletableFuture<>();
    RequestHandler<String, String> handler =
        (event, context) -> {
          while (end.getCount() > 0) {
            Thread.onSpinWait();
          }
          primesOn.complete(Priming.isPriming());
          return "late";
        };
    registrations.add(Priming.handler("endless", handler, "event"));
    try {
      crac.beforeCheckpoint(crac);
      crac.afterRestore(crac);
      assertThat(Priming.isPriming()).isFalse();
    } finally {
      end.countDown();
      CheckpointHooks.budget(Phase.BEFORE_CHECKPOINT, Duration.ofSeconds(120));
    }
    assertThat(primesOn.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void primesAnythingAtAll() throws Exception {
    registrations.add(Priming.with("template", () -> seen.add(Priming.isPriming())));
    crac.beforeCheckpoint(crac);
    assertThat(seen).containsExactly(true);
  }

  private static String describe(Context context) {
    return context.getFunctionName()
        + " "
        + context.getFunctionVersion()
        + " "
        + context.getMemoryLimitInMB()
        + " "
        + (context.getRemainingTimeInMillis() > 0)
        + " "
        + (context.getLogger() != null && context.getAwsRequestId() != null);
  }
}
