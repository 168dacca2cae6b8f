package dev.snapstart.benchmarks.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The JDKs that a benchmark is to run functions on. */
public final class JdkOptions {

  @Option(
      names = "--jdk",
      split = ",",
      paramLabel = "DIRECTORY",
      description = "JDKs to run functions on; default: the one that runs this.")
  private List<Path> homes = List.of(Path.of(System.getProperty("java.home")));

  /** All of them, in the order of the command line. */
  public List<Jdk> all() throws IOException {
    List<Jdk> jdks = new ArrayList<>();
    for (Path home : homes) {
      jdks.add(Jdk.at(home));
    }
    return jdks;
  }
}
