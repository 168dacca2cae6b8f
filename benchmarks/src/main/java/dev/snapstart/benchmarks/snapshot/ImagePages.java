package dev.snapstart.benchmarks.snapshot;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The pages in an image of CRIU's: {@code pages-N.img} has them one after another, {@code
 * pagemap-PID.img} tells their addresses, in <a href="https://criu.org/Images">records of
 * protobuf</a>.
 */
final class ImagePages {

  static final int PAGE_BYTES = 4096;

  /** Before the records. */
  private static final int MAGIC_BYTES = 8;

  private static final int ADDRESS = 1;
  private static final int COUNT_BEFORE_4_2 = 2;
  private static final int FLAGS = 4;
  private static final int COUNT = 5;

  /** The page is in this image, not in the one that it is based on, nor to be fetched later. */
  private static final long PRESENT = 4;

  /** The id of the file with the pages. */
  private static final int PAGES_ID = 1;

  /** Who looks at pages. */
  interface Visitor {

    /** Looks at one, which is overwritten afterwards. */
    void visit(long address, byte[] page);
  }

  private ImagePages() {}

  /** All pages, in the order of their addresses. */
  static void visit(Path image, Visitor visitor) throws IOException {
    try (DirectoryStream<Path> maps = Files.newDirectoryStream(image, "pagemap-[0-9]*.img")) {
      for (Path map : maps) {
        visit(image, ByteBuffer.wrap(Files.readAllBytes(map)), visitor);
      }
    }
  }

  private static void visit(Path image, ByteBuffer map, Visitor visitor) throws IOException {
    map.order(ByteOrder.LITTLE_ENDIAN).position(MAGIC_BYTES);
    Path file = image.resolve("pages-" + record(map).get(PAGES_ID) + ".img");
    byte[] page = new byte[PAGE_BYTES];
    try (InputStream pages = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      while (map.hasRemaining()) {
        Map<Integer, Long> run = record(map);
        long count = run.getOrDefault(COUNT, run.getOrDefault(COUNT_BEFORE_4_2, 0L));
        boolean isPresent = (run.getOrDefault(FLAGS, PRESENT) & PRESENT) != 0;
        for (long i = 0; isPresent && i < count; i++) {
          if (pages.readNBytes(page, 0, PAGE_BYTES) < PAGE_BYTES) {
            throw new IOException("there are less pages in " + file + " than its map tells");
          }
          visitor.visit(run.getOrDefault(ADDRESS, 0L) + i * PAGE_BYTES, page);
        }
      }
      if (pages.read() >= 0) {
        throw new IOException("there are more pages in " + file + " than its map tells");
      }
    }
  }

  /** The fields of the next record, all of which are numbers. */
  private static Map<Integer, Long> record(ByteBuffer map) throws IOException {
    Map<Integer, Long> fields = new HashMap<>();
    int end = map.getInt();
    end += map.position();
    while (map.position() < end) {
      long tag = number(map);
      if ((tag & 7) != 0) {
        throw new IOException("a field of a page map is no number, tag " + tag);
      }
      fields.put((int) (tag >> 3), number(map));
    }
    return fields;
  }

  /** Seven bits in each byte, the lowest first; the highest bit says that more follow. */
  private static long number(ByteBuffer map) {
    long number = 0;
    int shift = 0;
    byte next;
    do {
      next = map.get();
      number |= (next & 0x7fL) << shift;
      shift += 7;
    } while (next < 0);
    return number;
  }
}
