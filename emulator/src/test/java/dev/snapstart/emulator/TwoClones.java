package dev.snapstart.emulator;

import java.nio.charset.StandardCharsets;

/** A program with an emulator of its own: two clones of one snapshot print their answers. */
final class TwoClones {

  private TwoClones() {}

  public static void main(String[] arguments) throws Exception {
    try (Emulator emulator = Emulator.builder().engine(Engine.CRIU).build();
        Snapshot snapshot = emulator.publish(PlainFunction.doing("restore-next", "loop").build())) {
      Environment first = snapshot.restore();
      Environment second = snapshot.restore();
      System.out.println(second.invoke("second".getBytes(StandardCharsets.UTF_8)).text());
      System.out.println(first.invoke("first".getBytes(StandardCharsets.UTF_8)).text());
    }
  }
}
