package dev.snapstart.benchmarks.warm;

import dev.snapstart.benchmarks.process.FunctionKind;
import dev.snapstart.benchmarks.process.RuntimeKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An event of some size, and the function that gets it. An echo gets the same bytes that another
 * function reads as an order.
 *
 * @param function gets it, stream or pojo
 * @param size of the event
 */
record Payload(FunctionKind function, Size size) {

  private static final String ITEM = "{\"product\":\"tea, green\",\"quantity\":2,\"price\":3.5},";

  /** Those that are measured: no order is empty, and none has 1 MB. */
  static List<Payload> all() {
    List<Payload> payloads = new ArrayList<>();
    for (Size size : Size.values()) {
      payloads.add(new Payload(FunctionKind.STREAM, size));
    }
    payloads.add(new Payload(FunctionKind.POJO, Size.KB_1));
    payloads.add(new Payload(FunctionKind.POJO, Size.KB_100));
    return payloads;
  }

  /** Whether a runtime can serve it: the floor echoes, whatever the other ones do. */
  boolean fits(RuntimeKind runtime) {
    return runtime.isRuntime() || (runtime == RuntimeKind.FLOOR && function == FunctionKind.STREAM);
  }

  /** An order of just that many bytes: as many items as there is room for, and a long name. */
  byte[] event() {
    if (size.bytes() == 0) {
      return new byte[0];
    }
    String start = "{\"id\":\"order-1\",\"express\":true,\"customer\":\"";
    String middle = "\",\"items\":[";
    String end = "]}";
    int room = size.bytes() - start.length() - middle.length() - end.length() + 1;
    String items = ITEM.repeat(room / ITEM.length());
    byte[] event = new byte[size.bytes()];
    Arrays.fill(event, (byte) 'a');
    byte[] head = start.getBytes(StandardCharsets.US_ASCII);
    byte[] tail =
        (middle + items.substring(0, items.length() - 1) + end).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(head, 0, event, 0, head.length);
    System.arraycopy(tail, 0, event, event.length - tail.length, tail.length);
    return event;
  }

  /** Whether that is what the function is to answer. */
  boolean isAnsweredBy(byte[] answer) {
    if (function == FunctionKind.STREAM) {
      return Arrays.equals(answer, event());
    }
    String receipt = new String(answer, StandardCharsets.UTF_8);
    return receipt.contains("\"order\":\"order-1\"") && receipt.contains("\"total\":");
  }

  /** For people. */
  @Override
  public String toString() {
    return function + " " + size;
  }
}
