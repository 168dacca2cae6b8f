package dev.snapstart.benchmarks.snapshot;

import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.Snapshot;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.Deflater;

/**
 * What is in an image: which pages and chunks, by their SHA-256, and how small it gets. A chunk is
 * 512 KiB of the address space in which there is any page, with zeros where there is none; pages
 * that are zero count as none.
 */
final class ImageContent {

  private static final int CHUNK_BITS = 19;
  private static final byte[] ZERO = new byte[ImagePages.PAGE_BYTES];
  private static final int FASTEST = 1;

  private final Map<String, KindOfPages> kinds = new TreeMap<>();
  private final Map<Long, MessageDigest> digests = new HashMap<>();
  private final Set<ByteBuffer> chunks = new HashSet<>();
  private int zeroPages;

  /** The pages of one kind. */
  private static final class KindOfPages {

    private final Map<ByteBuffer, Integer> pages = new HashMap<>();
    private final Deflater deflater = new Deflater(FASTEST);
    private final byte[] deflated = new byte[1 << 16];
    private int count;

    void add(byte[] page) {
      count++;
      pages.merge(ByteBuffer.wrap(sha256().digest(page)), 1, Integer::sum);
      // it keeps the window, but not the page, which is overwritten
      deflater.setInput(page);
      while (!deflater.needsInput()) {
        deflater.deflate(deflated);
      }
    }

    void end() {
      deflater.finish();
      while (!deflater.finished()) {
        deflater.deflate(deflated);
      }
    }

    /** How many of these another image has, too. */
    int countIn(Set<ByteBuffer> others) {
      return pages.entrySet().stream()
          .filter(page -> others.contains(page.getKey()))
          .mapToInt(Map.Entry::getValue)
          .sum();
    }
  }

  private ImageContent(PageKinds kinds, Path image) throws Exception {
    ImagePages.visit(image, (address, page) -> add(kinds.at(address), address, page));
    digests.values().forEach(chunk -> chunks.add(ByteBuffer.wrap(chunk.digest())));
    this.kinds.values().forEach(KindOfPages::end);
  }

  /** Reads a snapshot, and restores a clone that tells what its addresses are for. */
  static ImageContent of(Snapshot snapshot) throws Exception {
    try (Environment clone = snapshot.restore()) {
      return new ImageContent(
          new PageKinds(clone.pid(), FunctionPackage.HEAP_BYTES),
          snapshot.imageDirectory().orElseThrow());
    }
  }

  private void add(String kind, long address, byte[] page) {
    if (Arrays.equals(page, ZERO)) {
      zeroPages++;
      return;
    }
    kinds.computeIfAbsent(kind, any -> new KindOfPages()).add(page);
    MessageDigest chunk = digests.computeIfAbsent(address >> CHUNK_BITS, any -> sha256());
    chunk.update(ByteBuffer.allocate(Long.BYTES).putLong(address & ((1 << CHUNK_BITS) - 1)).flip());
    chunk.update(page);
  }

  /** How small it gets, in all and by kind of page. */
  Map<String, Object> sizes(SnapshotKind started) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("kind", started.label());
    Map<String, Double> byKind = new LinkedHashMap<>();
    Map<String, Double> deflatedByKind = new LinkedHashMap<>();
    double pages = 0;
    double deflated = 0;
    for (Map.Entry<String, KindOfPages> kind : kinds.entrySet()) {
      double megabytes = kind.getValue().count * (double) ImagePages.PAGE_BYTES / 1e6;
      double small = kind.getValue().deflater.getBytesWritten() / 1e6;
      byKind.put(kind.getKey(), megabytes);
      deflatedByKind.put(kind.getKey(), small);
      pages += megabytes;
      deflated += small;
    }
    facts.put("pagesMb", pages + zeroPages * (double) ImagePages.PAGE_BYTES / 1e6);
    facts.put("notZeroMb", pages);
    facts.put("deflatedMb", deflated);
    facts.put("notZeroMbByKind", byKind);
    facts.put("deflatedMbByKind", deflatedByKind);
    return facts;
  }

  /** What of it a store need not keep that has the other one: shares in percent. */
  Map<String, Object> sharedWith(ImageContent other, SnapshotKind started, String published) {
    Set<ByteBuffer> others = new HashSet<>();
    other.kinds.values().forEach(kind -> others.addAll(kind.pages.keySet()));
    Map<String, Double> byKind = new LinkedHashMap<>();
    int pages = 0;
    int equal = 0;
    for (Map.Entry<String, KindOfPages> kind : kinds.entrySet()) {
      int equalOfKind = kind.getValue().countIn(others);
      byKind.put(kind.getKey(), 100.0 * equalOfKind / kind.getValue().count);
      pages += kind.getValue().count;
      equal += equalOfKind;
    }
    long equalChunks = chunks.stream().filter(other.chunks::contains).count();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("kind", started.label());
    facts.put("published", published);
    facts.put("equalPages", 100.0 * equal / pages);
    facts.put("equalChunks", 100.0 * equalChunks / chunks.size());
    facts.put("equalPagesByKind", byKind);
    return facts;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK has it", e);
    }
  }
}
