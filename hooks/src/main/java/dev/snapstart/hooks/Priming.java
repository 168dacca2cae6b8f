package dev.snapstart.hooks;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Does before the checkpoint what would otherwise be slow after every restore: loads classes, calls
 * the handler, waits for what is still starting. All of it runs as hooks, so never on an on-demand
 * cold start, and never fails the checkpoint: what went wrong is in the log and in the {@link
 * HookReport}.
 *
 * <pre>{@code
 * public Orders() {
 *   Priming.classes();
 *   Priming.handler("price an order", this, new Order("P-1", 2));
 * }
 *
 * public Receipt handleRequest(Order order, Context context) {
 *   Receipt receipt = price(order);
 *   if (!Priming.isPriming()) {
 *     journal.write(receipt);
 *   }
 *   return receipt;
 * }
 * }</pre>
 *
 * <p>Snapshots are made again without a publish, months later perhaps: what primes has to be
 * harmless whenever it runs. Thread-safe.
 */
public final class Priming {

  private static final String SDK_WARM_UP = "software.amazon.awssdk.core.warmup.SdkWarmUp";
  private static final Duration HANDLER_LIMIT = Duration.ofSeconds(30);

  private static final AtomicInteger ACTIVE = new AtomicInteger();
  private static final ThreadLocal<Boolean> MINE = new ThreadLocal<>();

  private Priming() {}

  /**
   * Whether this process is priming, in whichever thread: to be asked before anything that must not
   * happen in vain, such as writes, messages and metrics.
   *
   * @return false in every real invocation
   */
  public static boolean isPriming() {
    // a call that does not come back primes on, but nobody else does when the phase is over
    return MINE.get() != null || (ACTIVE.get() > 0 && CheckpointHooks.cycle().isBeforeCheckpoint());
  }

  /**
   * Loads and initialises before the checkpoint the classes that are listed in {@code
   * META-INF/snapstart/classes.txt}, of all jars that have such a file. {@link ClassList} tells
   * what may be in it, {@link ClassListRecorder} writes it.
   *
   * @return a handle that ends it
   */
  public static HookRegistration classes() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    ClassLoader mine = loader == null ? Priming.class.getClassLoader() : loader;
    return register("prime classes", null, () -> ClassList.of(mine).prime().report());
  }

  /**
   * Calls a handler before the checkpoint, on a thread of its own and for 30 s at most.
   *
   * @param name what the call does, for reports
   * @param handler the handler
   * @param event a sample
   * @param <I> the event's type
   * @return a handle that ends it
   * @throws IllegalArgumentException when the name is not fit for a report
   */
  public static <I> HookRegistration handler(String name, RequestHandler<I, ?> handler, I event) {
    return register(name, HANDLER_LIMIT, () -> call(handler, event));
  }

  /**
   * Calls a stream handler before the checkpoint, on a thread of its own and for 30 s at most.
   *
   * @param name what the call does, for reports
   * @param handler the handler
   * @param event a sample
   * @return a handle that ends it
   * @throws IllegalArgumentException when the name is not fit for a report
   */
  public static HookRegistration handler(String name, RequestStreamHandler handler, byte[] event) {
    byte[] sample = event.clone();
    return register(name, HANDLER_LIMIT, () -> call(handler, sample));
  }

  /**
   * Calls a handler before the checkpoint with an event as it comes from outside, on a thread of
   * its own and for 30 s at most. What reads the events is primed with it: the function's own
   * {@code CustomPojoSerializer}, or {@code snapstart-runtime}'s codec, or AWS's serializers.
   *
   * @param name what the call does, for reports
   * @param handler the handler
   * @param type what the handler takes
   * @param json a sample
   * @param <I> the event's type
   * @return a handle that ends it
   * @throws IllegalArgumentException when the name is not fit for a report
   */
  public static <I> HookRegistration handler(
      String name, RequestHandler<I, ?> handler, Class<I> type, byte[] json) {
    ClassLoader loader = handler.getClass().getClassLoader();
    SampleEvent<I> sample = new SampleEvent<>(json.clone(), type, loader);
    return register(name, HANDLER_LIMIT, () -> sample.pass(event -> call(handler, event)));
  }

  /**
   * Runs before the checkpoint the warm-up that version 2.54 and later of the AWS SDK for Java
   * bring for their own clients: it sends canned answers through what builds, signs, sends and
   * reads, and one request to AWS for each HTTP client. Nothing where there is no such SDK.
   *
   * @param clients the clients that the function uses, such as {@code DynamoDbClient.class}; none
   *     for all on the class path
   * @return a handle that ends it
   */
  public static HookRegistration awsSdk(Class<?>... clients) {
    Class<?>[] targets = clients.clone();
    return register("warm-up of the AWS SDK", HANDLER_LIMIT, () -> warmUpAwsSdk(targets));
  }

  /**
   * Does anything before the checkpoint that warms up, on the thread that runs the phase.
   *
   * @param name what it does, for reports
   * @param work what to do
   * @return a handle that ends it
   * @throws IllegalArgumentException when the name is not fit for a report
   */
  public static HookRegistration with(String name, Hook work) {
    return register(name, null, work);
  }

  /**
   * Waits before the checkpoint until something has started, so that it is not in the snapshot half
   * done. Unlike the rest, it fails the checkpoint when it fails or takes too long.
   *
   * @param name what is waited for, for reports
   * @param started ends when it has
   * @param limit how long to wait at most; more than zero
   * @return a handle that ends it
   * @throws IllegalArgumentException when the name is not fit for a report
   */
  public static HookRegistration await(String name, Future<?> started, Duration limit) {
    return CheckpointHooks.hook(name)
        .priority(Integer.MIN_VALUE)
        .beforeCheckpoint(() -> {
          try {
            started.get(limit.toNanos(), TimeUnit.NANOSECONDS);
          } catch (TimeoutException e) {
            throw new TimeoutException(
                name + " has not started in " + limit.toMillis() + " ms [HOOKS_NOT_STARTED]");
          }
        })
        .register();
  }

  private static HookRegistration register(String name, @Nullable Duration limit, Hook work) {
    HookBuilder hook = CheckpointHooks.hook(name).bestEffort().beforeCheckpoint(() -> prime(work));
    return (limit == null ? hook : hook.timeLimit(limit)).register();
  }

  private static void prime(Hook work) throws Exception {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ACTIVE.incrementAndGet();
    MINE.set(true);
    try {
      work.run();
    } finally {
      ACTIVE.decrementAndGet();
      MINE.remove();
      // a handler may have replaced them, or left the flag set
      System.setOut(out);
      System.setErr(err);
      Thread.interrupted();
    }
  }

  @SuppressWarnings("NullAway") // an event that is null in JSON is null for the handler
  private static <I> @Nullable Object call(RequestHandler<I, ?> handler, @Nullable I event) {
    return handler.handleRequest(event, new PrimingContext());
  }

  private static void warmUpAwsSdk(Class<?>[] clients) throws Exception {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Class<?> sdk;
    try {
      sdk = Class.forName(SDK_WARM_UP, true, loader);
    } catch (ClassNotFoundException e) {
      ReportText.say(
          "PRIMING AWS SDK: not warmed up, no "
              + SDK_WARM_UP
              + " on the class path; expected SDK 2.54 or newer [HOOKS_NO_SDK_WARM_UP]");
      return;
    }
    if (clients.length == 0) {
      sdk.getMethod("warmUp").invoke(null);
      ReportText.say("PRIMING AWS SDK: all clients warmed up");
    } else {
      sdk.getMethod("warmUp", Class[].class).invoke(null, (Object) clients);
      ReportText.say("PRIMING AWS SDK: " + clients.length + " clients warmed up");
    }
  }

  private static void call(RequestStreamHandler handler, byte[] event) throws IOException {
    handler.handleRequest(
        new ByteArrayInputStream(event), new ByteArrayOutputStream(), new PrimingContext());
  }
}
