package dev.snapstart.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.emulator.InvocationResult;
import dev.snapstart.emulator.Snapshot;
import dev.snapstart.emulator.junit.NeedsCriu;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * What clones of one image share, without hooks and with them: real ones, made by CRIU, of a
 * function on our runtime. The generators themselves are asked, for ids made of them may differ by
 * accident.
 */
@NeedsCriu
class ClonesTest {

  /** The same in all clones of a process that does nothing about it. */
  private static final String[] SHARED = {
    "DRBG",
    "DRBG of after",
    "Math.random",
    "Random",
    "SHA1PRNG",
    "SHA1PRNG of after",
    "SplittableRandom",
    "ThreadLocalRandom",
    "ThreadLocalRandom of a new thread",
    "ThreadLocalRandom of another thread"
  };

  @Test
  void shareWhatNobodyRepairs() throws Exception {
    assertThat(sharedBy(clonesOf(Probe.class))).containsExactly(SHARED);
  }

  /** Generators that are made after the restore are to be registered, or held in a PerRestore. */
  @Test
  void shareNothingThatHooksTakeCareOf() throws Exception {
    List<Properties> clones = clonesOf(ProbeWithHooks.class);
    assertThat(sharedBy(clones)).containsExactly("DRBG of after", "SHA1PRNG of after", "count");
    for (Properties clone : clones) {
      assertThat(clone.getProperty("count")).isEqualTo("1");
      assertThat(Duration.parse(clone.getProperty("downtime"))).isPositive();
      assertThat(clone.getProperty("id")).matches("[0-9a-f]{32}");
      assertThat(clone.getProperty("id again")).isEqualTo(clone.getProperty("id"));
    }
    assertThat(clones).extracting(clone -> clone.getProperty("downtime")).doesNotHaveDuplicates();
  }

  /** Two clones that are restored one after the other and asked the same. */
  private static List<Properties> clonesOf(Class<?> handler) throws Exception {
    FunctionSpec function =
        FunctionSpec.builder()
            .command(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.snapstart.runtime.Bootstrap",
                handler.getName())
            .timeout(Duration.ofSeconds(30))
            .build();
    try (Emulator emulator = Emulator.builder().engine(Engine.CRIU).build();
        Snapshot snapshot = emulator.publish(function)) {
      List<Properties> clones = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        Environment clone = snapshot.restore();
        InvocationResult result = clone.invoke(new byte[0]);
        assertThat(result.functionError()).as(result.text()).isNull();
        Properties values = new Properties();
        values.load(new StringReader(result.text()));
        clones.add(values);
      }
      return clones;
    }
  }

  private static TreeSet<String> sharedBy(List<Properties> clones) {
    TreeSet<String> shared = new TreeSet<>(clones.get(0).stringPropertyNames());
    shared.removeIf(
        name -> !clones.get(0).getProperty(name).equals(clones.get(1).getProperty(name)));
    return shared;
  }

  /** Tells what its generators give it. */
  public static class Probe implements RequestStreamHandler {

    final Random random = new Random();
    final SecureRandom sha1 = generator("SHA1PRNG");
    final SecureRandom drbg = generator("DRBG");
    private final SplittableRandom splittable = new SplittableRandom();
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    /** Uses all of them, so that they have the state that the snapshot holds. */
    public Probe() throws Exception {
      values();
    }

    @Override
    public void handleRequest(InputStream event, OutputStream out, Context context)
        throws IOException {
      try {
        values().store(out, null);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    /** Named, for a comparison. */
    Properties values() throws Exception {
      Properties values = new Properties();
      values.setProperty("Random", Long.toString(random.nextLong()));
      values.setProperty("Math.random", Double.toString(Math.random()));
      values.setProperty("SplittableRandom", Long.toString(splittable()));
      values.setProperty("SHA1PRNG", Long.toString(sha1.nextLong()));
      values.setProperty("DRBG", Long.toString(drbg.nextLong()));
      values.setProperty("SHA1PRNG of after", Long.toString(generator("SHA1PRNG").nextLong()));
      values.setProperty("DRBG of after", Long.toString(generator("DRBG").nextLong()));
      values.setProperty("UUID", UUID.randomUUID().toString());
      values.setProperty("ThreadLocalRandom", Long.toString(threadLocal()));
      long another = other.submit(Probe::threadLocal).get();
      values.setProperty("ThreadLocalRandom of another thread", Long.toString(another));
      ExecutorService thread = Executors.newSingleThreadExecutor();
      long fresh = thread.submit(Probe::threadLocal).get();
      thread.shutdown();
      values.setProperty("ThreadLocalRandom of a new thread", Long.toString(fresh));
      return values;
    }

    long splittable() {
      return splittable.nextLong();
    }

    private static long threadLocal() {
      return ThreadLocalRandom.current().nextLong();
    }

    private static SecureRandom generator(String algorithm) {
      try {
        return SecureRandom.getInstance(algorithm);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The same with what a function can do about it. */
  public static final class ProbeWithHooks extends Probe {

    private final PerRestore<SplittableRandom> fresh = PerRestore.of(SplittableRandom::new);

    /** Registers them. */
    public ProbeWithHooks() throws Exception {
      Randomness.register(random);
      Randomness.register(sha1);
      Randomness.register(drbg);
    }

    @Override
    Properties values() throws Exception {
      Properties values = super.values();
      values.setProperty("count", Integer.toString(Restores.count()));
      values.setProperty("downtime", Restores.downtime().toString());
      values.setProperty("id", Restores.cloneId());
      values.setProperty("id again", Restores.cloneId());
      return values;
    }

    @Override
    long splittable() {
      return fresh == null ? super.splittable() : fresh.get().nextLong();
    }
  }
}
