package dev.snapstart.benchmarks.codec.jmh;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.snapstart.benchmarks.codec.Document;
import dev.snapstart.benchmarks.codec.Library;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From a handler's result to its bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class WriteResult {

  @Param Library library;
  @Param Document document;

  // what it allocates is no library's
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 14);
  private Codec codec;
  private Object result;

  /** Fails where a library writes something else than AWS's; Jackson names and adds as it likes. */
  @Setup
  public void setUp() throws IOException {
    result = Corpus.result(document);
    codec = Codec.of(Library.SERIALIZATION, result.getClass());
    write();
    String expected = out.toString(StandardCharsets.UTF_8);
    codec = Codec.of(library, result.getClass());
    write();
    String written = out.toString(StandardCharsets.UTF_8);
    ObjectMapper json = new ObjectMapper();
    if (library != Library.JACKSON && !json.readTree(written).equals(json.readTree(expected))) {
      throw new IllegalStateException(library + " wrote " + written + ", not " + expected);
    }
  }

  @Benchmark
  public int write() throws IOException {
    out.reset();
    codec.write(result, out);
    return out.size();
  }
}
