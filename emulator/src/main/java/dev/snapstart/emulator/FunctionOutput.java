package dev.snapstart.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * What a process prints, line by line into the log. It goes through a file, not a pipe: a file
 * shows at once what was written, so a line that the process printed before a request stands in the
 * log before the platform's line about that request. The file loses its name as soon as nobody has
 * to open it any more, so nothing of it stays behind. Thread-safe.
 */
final class FunctionOutput {

  private static final Duration POLL = Duration.ofMillis(5);

  /** How much may be written and not yet logged. */
  private static final long MAX_BEHIND_BYTES = 64 * 1024 * 1024;

  /** A longer line is logged in pieces, so that one without an end does not fill the memory. */
  private static final int MAX_LINE_BYTES = 4 * 1024 * 1024;

  private final EnvironmentLog log;
  private final Path file;

  /** Not a channel, which a thread closes for all others when it is interrupted while it reads. */
  private final RandomAccessFile reader;

  private final byte[] buffer = new byte[8192];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private volatile boolean ended;

  FunctionOutput(EnvironmentLog log) throws IOException {
    this.log = log;
    this.file = OwnDirectory.createFile("output-");
    this.reader = new RandomAccessFile(file.toFile(), "r");
  }

  ProcessBuilder.Redirect redirect() {
    return ProcessBuilder.Redirect.appendTo(file.toFile());
  }

  /** Where the file is, or was. */
  Path file() {
    return file;
  }

  /** The process has the file, or will never have it: its name is needed no more. */
  void forgetName() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException ignored) {
      // Windows does not delete an open file
      file.toFile().deleteOnExit();
    }
  }

  /** Looks for new lines until the end. */
  void follow() {
    while (!ended) {
      drain();
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** Logs every line that is written by now; a process that goes on printing keeps nobody here. */
  synchronized void drain() {
    if (ended) {
      return;
    }
    try {
      long written = reader.length();
      leaveOut(written - reader.getFilePointer() - MAX_BEHIND_BYTES);
      int count = 0;
      while (count >= 0 && reader.getFilePointer() < written) {
        count = reader.read(buffer);
        for (int i = 0; i < count; i++) {
          take(buffer[i]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what the function process printed", e);
    }
  }

  /** A process that prints faster than anybody can log loses what is oldest of it. */
  private void leaveOut(long bytes) throws IOException {
    if (bytes > 0) {
      reader.seek(reader.getFilePointer() + bytes);
      line.reset();
      log.platform("(" + bytes + " bytes that the process printed are left out)");
    }
  }

  /** Logs the rest, a last line without its end too. */
  synchronized void end() {
    drain();
    if (line.size() > 0) {
      logLine();
    }
    ended = true;
    forgetName();
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the output of the function process", e);
    }
  }

  private void take(byte next) {
    if (next == '\n') {
      logLine();
    } else {
      line.write(next);
      if (line.size() == MAX_LINE_BYTES) {
        logLine();
      }
    }
  }

  private void logLine() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    log.output(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
