package dev.snapstart.benchmarks.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the kernel keeps of files in memory. Needs no rights: it is asked, not told. */
final class PageCache {

  private PageCache() {}

  /** Has the files written to disk and dropped; what a process has mapped stays. */
  static void evict(List<Path> files) throws IOException, InterruptedException {
    for (Path file : files) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        channel.force(false);
      }
      // posix_fadvise(POSIX_FADV_DONTNEED) of the whole file
      output(List.of("dd", "if=" + file, "iflag=nocache", "count=0", "status=none"));
    }
  }

  /** Reads all, so that they are kept. */
  static void fill(List<Path> files) throws IOException {
    byte[] buffer = new byte[1 << 20];
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        while (in.read(buffer) > 0) {
          // the kernel has seen it
        }
      }
    }
  }

  /** How much of the files is kept. */
  static double cachedMb(List<Path> files) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("fincore", "--bytes", "--noheadings", "--output", "RES"));
    files.forEach(file -> command.add(file.toString()));
    try (Stream<String> lines = output(command).lines()) {
      return lines.mapToLong(line -> Long.parseLong(line.strip())).sum() / 1e6;
    }
  }

  private static String output(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + output);
    }
    return output;
  }
}
