package dev.snapstart.maven;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.commons.compress.archivers.zip.X5455_ExtendedTimestamp;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Writes a function as a ZIP: sorted, all files of one date, which is the same in every time zone,
 * with permissions.
 */
final class FunctionZip {

  private static final int PROGRAM = 0100755;
  private static final int FILE = 0100644;
  private static final int BUFFER = 1 << 16;

  private FunctionZip() {}

  /** Writes it, or leaves what was there before. */
  static void write(StagedFunction function, Path zip) throws IOException {
    Files.createDirectories(zip.toAbsolutePath().getParent());
    Path part = zip.resolveSibling(zip.getFileName() + ".part");
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(part), BUFFER);
        ZipArchiveOutputStream out = new ZipArchiveOutputStream(file)) {
      for (StagedFunction.File each : function.files()) {
        out.putArchiveEntry(entry(each, function.project().time()));
        Files.copy(each.source(), out);
        out.closeArchiveEntry();
      }
    }
    Files.move(part, zip, StandardCopyOption.REPLACE_EXISTING);
  }

  private static ZipArchiveEntry entry(StagedFunction.File file, Instant time) {
    ZipArchiveEntry entry = new DatedEntry(file.path(), time);
    entry.setUnixMode(file.executable() ? PROGRAM : FILE);
    entry.setSize(file.bytes());
    X5455_ExtendedTimestamp modified = new X5455_ExtendedTimestamp();
    modified.setModifyFileTime(FileTime.from(time));
    entry.addExtraField(modified);
    return entry;
  }

  /**
   * The old field of an entry is a time without a zone. It has the same digits everywhere: those of
   * UTC, which is what programs take it for that do not know the extended timestamp.
   */
  private static final class DatedEntry extends ZipArchiveEntry {

    private final long sameDigitsHere;

    DatedEntry(String name, Instant time) {
      super(name);
      LocalDateTime digits = time.atOffset(ZoneOffset.UTC).toLocalDateTime();
      sameDigitsHere = digits.atZone(ZoneId.systemDefault()).toInstant().toEpochMilli();
    }

    @Override
    public long getTime() {
      return sameDigitsHere;
    }
  }
}
