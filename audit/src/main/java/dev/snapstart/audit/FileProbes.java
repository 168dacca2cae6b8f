package dev.snapstart.audit;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Open files, and memory outside of the heap. */
record FileProbes(Circumstances at) {

  /** What is below are the standard streams. */
  private static final int FIRST_DESCRIPTOR = 3;

  void addTo(Probes probes) {
    probes.on("java.io.FileOutputStream", FileProbes::stream);
    probes.on("java.io.FileInputStream", FileProbes::stream);
    probes.on("java.io.RandomAccessFile", FileProbes::stream);
    probes.on("sun.nio.ch.FileChannelImpl", FileProbes::channel);
    probes.on("java.util.zip.ZipFile", FileProbes::zip);
    probes.on("sun.nio.fs.UnixPath", this::path);
    probes.on("java.nio.DirectByteBuffer", FileProbes::buffer);
  }

  private static void stream(Instance stream, Consumer<Candidate> found) {
    if (!stream.is("closed") && isOpen(stream.follow("fd"))) {
      String path = String.valueOf(stream.text("path"));
      found.accept(Candidate.of(Kind.OPEN_FILE, stream, path));
    }
  }

  private static void channel(Instance channel, Consumer<Candidate> found) {
    if (!channel.is("closed") && isOpen(channel.follow("fd"))) {
      String path = String.valueOf(channel.text("path"));
      found.accept(Candidate.of(Kind.FILE_CHANNEL, channel, path));
    }
  }

  private static boolean isOpen(@Nullable Instance descriptor) {
    return descriptor != null && descriptor.number("fd") >= FIRST_DESCRIPTOR;
  }

  private static void zip(Instance zip, Consumer<Candidate> found) {
    if (!zip.is("closeRequested")) {
      found.accept(Candidate.of(Kind.ZIP_FILE, zip, String.valueOf(zip.text("name"))));
    }
  }

  private void path(Instance path, Consumer<Candidate> found) {
    byte[] bytes = path.heap().byteArray(path.reference("path"));
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.startsWith(at.temporary() + "/")) {
      found.accept(Candidate.of(Kind.TEMP_PATH, path, text));
    }
  }

  private static void buffer(Instance buffer, Consumer<Candidate> found) {
    if (buffer.reference("cleaner") < 0) {
      // a view of another, or not allocated by the JDK
      return;
    }
    boolean isMapped = buffer.reference("fd") >= 0;
    String bytes = buffer.number("capacity") + " bytes";
    found.accept(Candidate.of(isMapped ? Kind.MAPPED_FILE : Kind.DIRECT_BUFFER, buffer, bytes));
  }
}
