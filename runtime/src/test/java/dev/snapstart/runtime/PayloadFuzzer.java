package dev.snapstart.runtime;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.snapstart.runtime.fixtures.Beans;
import dev.snapstart.runtime.fixtures.Payloads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes any bytes for an event of many types, and writes what was read: of the events and beans as
 * each of them, of the other types as one, which the bytes choose. The only failure that is allowed
 * is an IOException. A fuzzer such as Jazzer can drive it.
 */
public final class PayloadFuzzer {

  private static final EventCodec CODEC = new JsonCodec();
  private static final EventCodec.Encoder ENCODER = CODEC.encoder(Object.class);
  private static final List<Type> SMALL = Payloads.types();
  private static final List<Type> LARGE =
      List.of(
          Object.class,
          Beans.Settable.class,
          Beans.MoneyBox.class,
          Beans.Tree.class,
          Beans.Point.class,
          Beans.Endless.class,
          SQSEvent.class,
          SNSEvent.class,
          S3Event.class,
          ScheduledEvent.class,
          KinesisEvent.class,
          DynamodbEvent.class,
          APIGatewayProxyRequestEvent.class);
  private static final Map<Type, EventCodec.Decoder> DECODERS = decoders();

  private PayloadFuzzer() {}

  private static Map<Type, EventCodec.Decoder> decoders() {
    Map<Type, EventCodec.Decoder> decoders = new HashMap<>();
    for (Type type : SMALL) {
      decoders.put(type, CODEC.decoder(type));
    }
    for (Type type : LARGE) {
      decoders.put(type, CODEC.decoder(type));
    }
    return decoders;
  }

  /** Decodes the bytes as several types and encodes what was read. */
  public static void fuzzerTestOneInput(byte[] data) {
    fuzz(data, SMALL.get(Math.floorMod(Arrays.hashCode(data), SMALL.size())));
    for (Type type : LARGE) {
      fuzz(data, type);
    }
  }

  private static void fuzz(byte[] data, Type type) {
    try {
      Object value = DECODERS.get(type).decode(data);
      ENCODER.encode(value, new ByteArrayOutputStream());
    } catch (IOException expected) {
      String message = expected.getMessage();
      if (message == null || message.length() > 2000 || isOurFault(expected.getCause(), type)) {
        throw new AssertionError(type.getTypeName() + " failed badly", expected);
      }
    } catch (RuntimeException | Error e) {
      throw new AssertionError(type.getTypeName() + " failed", e);
    }
  }

  /** Collections without nulls may say so; nothing else may come from the codec itself. */
  private static boolean isOurFault(Throwable cause, Type type) {
    String name = type.getTypeName();
    boolean refusesNulls =
        name.contains("Sorted") || name.contains("Navigable") || name.contains("Concurrent");
    return cause instanceof ClassCastException
        || cause instanceof IndexOutOfBoundsException
        || cause instanceof IllegalArgumentException
        || (cause instanceof NullPointerException && !refusesNulls);
  }
}
