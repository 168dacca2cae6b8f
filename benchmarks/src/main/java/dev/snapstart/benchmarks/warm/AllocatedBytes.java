package dev.snapstart.benchmarks.warm;

import dev.snapstart.benchmarks.process.Jdk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the threads of a JVM have allocated so far, as the JVM itself counts it. Costs the JVM
 * nothing where it is not asked.
 */
final class AllocatedBytes {

  private static final Pattern ALLOCATED = Pattern.compile(" allocated=(\\d+)([BKMG]) ");
  private static final String UNITS = "BKMG";

  private AllocatedBytes() {}

  /** The sum of all threads; below 100 MB a thread it is exact to a KB, above to a MB. */
  static long of(Jdk jdk, long pid) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                jdk.home().resolve("bin").resolve("jcmd").toString(),
                Long.toString(pid),
                "Thread.print",
                "-e")
            .redirectErrorStream(true)
            .start();
    String threads = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jcmd.waitFor();
    Matcher allocated = ALLOCATED.matcher(threads);
    long sum = 0;
    while (allocated.find()) {
      sum += Long.parseLong(allocated.group(1)) << (10 * UNITS.indexOf(allocated.group(2)));
    }
    if (sum == 0) {
      throw new IOException("cannot read what process " + pid + " has allocated: " + threads);
    }
    return sum;
  }
}
