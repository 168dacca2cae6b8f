package dev.snapstart.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A program with 500 MB in seventeen million objects, for {@code tools/audit-large}. */
final class LargeHeap {

  private static final int ARTICLES = 1_500_000;
  private static final int LINKS = 500_000;
  private static final int BLOBS = 1_000;
  private static final int BLOB_BYTES = 50_000;

  static final Map<String, Article> articles = new HashMap<>();
  static final List<byte[]> blobs = new ArrayList<>();
  static final List<Integer> queue = new LinkedList<>();
  static final Random random = new Random();

  record Article(int number, String name, double price, List<String> tags) {}

  private LargeHeap() {}

  public static void main(String[] arguments) throws InterruptedException {
    for (int i = 0; i < ARTICLES; i++) {
      List<String> tags = List.of("tag" + random.nextInt(9), "x" + i);
      articles.put("article-" + i, new Article(i, "name of " + i, i, tags));
    }
    for (int i = 0; i < LINKS; i++) {
      queue.add(i);
    }
    for (int i = 0; i < BLOBS; i++) {
      blobs.add(new byte[BLOB_BYTES]);
    }
    System.out.println("ready");
    Thread.sleep(Long.MAX_VALUE);
  }
}
