package dev.snapstart.benchmarks.codec.jmh;

import dev.snapstart.benchmarks.codec.Document;
import dev.snapstart.benchmarks.codec.Library;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From an event's bytes to a handler's argument. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class ReadEvent {

  @Param Library library;
  @Param Document document;

  private Codec codec;
  private byte[] event;

  /** Fails where a library reads something else than the others. */
  @Setup
  public void setUp() throws IOException {
    codec = Codec.of(library, Corpus.eventClass(document));
    event = Corpus.event(document);
    String mark = Corpus.mark(codec.read(event));
    if (!mark.equals(Corpus.expectedMark(document))) {
      throw new IllegalStateException(library + " read " + mark + " of " + document);
    }
  }

  @Benchmark
  public @Nullable Object read() throws IOException {
    return codec.read(event);
  }
}
