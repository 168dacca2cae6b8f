package dev.snapstart.audit;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A program with things of known size. */
final class Sized {

  private static final int COUNT = 10;
  private static final int BYTES = 100_000;

  static final List<byte[]> large = new ArrayList<>();
  static final List<Blob> blobs = new ArrayList<>();
  static byte[] shared = new byte[BYTES];
  static List<Object> objects = List.of();
  static Object alsoShared = List.of(shared);

  /** An object of 16 bytes that keeps many more alive. */
  static final class Blob {
    final byte[] content = new byte[BYTES];
  }

  private Sized() {}

  public static void main(String[] arguments) throws Exception {
    for (int i = 0; i < COUNT; i++) {
      large.add(new byte[BYTES]);
      blobs.add(new Blob());
    }
    for (String count : arguments) {
      objects = Stream.generate(Object::new).limit(Long.parseLong(count)).toList();
    }
    InetAddress.getByName("cached.example");
    System.out.println("ready");
    System.in.read();
  }
}
