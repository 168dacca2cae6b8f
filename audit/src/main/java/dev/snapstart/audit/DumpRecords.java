package dev.snapstart.audit;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import shark.FileSourceProvider;
import shark.HprofHeader;
import shark.HprofRecordReader;
import shark.HprofRecordTag;
import shark.OnHprofRecordTagListener;
import shark.RandomAccessHprofReader;
import shark.StreamingHprofReader;

/** The file of a heap dump as Shark reads it: from begin to end, or one record somewhere. */
final class DumpRecords implements AutoCloseable {

  private static final int HEAP_DUMP_END = 0x2C;
  private static final int END_BYTES = 9;
  private static final int ID_BYTES = 8;
  private static final long PROGRESS_BYTES = 64L << 20;

  private final File file;
  private final HprofHeader header;
  private final LongConsumer progress;
  private @Nullable RandomAccessHprofReader random;

  /** What reads one record. */
  interface RecordRead<T> {
    T read(HprofRecordReader record);
  }

  /**
   * Looks whether it is a whole dump.
   *
   * @param progress told now and then how many bytes of a pass are read
   * @throws IOException if it is none, with what it is
   */
  DumpRecords(Path path, LongConsumer progress) throws IOException {
    this.file = path.toFile();
    this.progress = progress;
    try {
      header = HprofHeader.Companion.parseHeaderOf(file);
    } catch (Exception e) {
      throw unreadable("it does not begin as one (" + e.getMessage() + ")", e);
    }
    if (header.getIdentifierByteSize() != ID_BYTES) {
      throw unreadable("its ids have not 8 bytes, it is of a 32-bit JVM", null);
    }
    requireEnd();
  }

  long bytes() {
    return file.length();
  }

  /** Reads all records of some kinds in the order of the file. */
  void stream(Set<HprofRecordTag> tags, OnHprofRecordTagListener listener) throws IOException {
    StreamingHprofReader reader =
        StreamingHprofReader.Companion.readerFor(new FileSourceProvider(file), header);
    long[] told = {0};
    try {
      reader.readRecords(
          tags,
          (tag, length, record) -> {
            if (record.getBytesRead() - told[0] > PROGRESS_BYTES) {
              told[0] = record.getBytesRead();
              progress.accept(told[0]);
            }
            listener.onHprofRecord(tag, length, record);
          });
    } catch (Exception e) {
      // Shark is Kotlin, and does not say that it throws IOExceptions
      throw unreadable("a record in it cannot be read (" + e + ")", e);
    }
  }

  /** Reads one record, or a part of one. */
  <T> T read(long position, long length, RecordRead<T> read) {
    RandomAccessHprofReader reader = random;
    if (reader == null) {
      reader = RandomAccessHprofReader.Companion.openReaderFor(file, header);
      random = reader;
    }
    return reader.readRecord(position, length, read::read);
  }

  @Override
  public void close() {
    if (random != null) {
      random.close();
    }
  }

  private void requireEnd() throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file, "r")) {
      bytes.seek(Math.max(0, bytes.length() - END_BYTES));
      byte[] last = new byte[END_BYTES];
      bytes.readFully(last);
      boolean isEnd = last[0] == HEAP_DUMP_END;
      for (int i = 5; i < END_BYTES; i++) {
        isEnd &= last[i] == 0;
      }
      if (!isEnd) {
        throw unreadable(
            "it is truncated: after "
                + bytes.length()
                + " bytes there is no end record; was the disk full, or the process killed?",
            null);
      }
    }
  }

  private IOException unreadable(String why, @Nullable Exception cause) {
    return new IOException(
        "cannot read heap dump "
            + file
            + ": "
            + why
            + "; expected a whole dump in hprof format, as jcmd GC.heap_dump writes it"
            + " [AUDIT_NOT_A_DUMP]",
        cause);
  }
}
