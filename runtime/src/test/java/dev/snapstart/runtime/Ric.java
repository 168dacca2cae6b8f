package dev.snapstart.runtime;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/**
 * The oracle: how AWS's own client reads and writes a type. It chooses its serializer as the client
 * does: one of the event's own for the classes that it knows, Jackson for all others.
 */
final class Ric {

  /**
   * A copy that is made before any event is seen: an event without names of its own, such as
   * APIGatewayProxyRequestEvent, changes how the shared one writes every Date.
   */
  private static final JacksonFactory POJOS =
      JacksonFactory.getInstance().withMixin(Ric.class, Ric.class);

  private Ric() {}

  /** Reads an event; throws whatever the client throws. */
  static Object read(Type type, String json) {
    return serializer(type)
        .fromJson(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes a result of a declared type; throws whatever the client throws. */
  static String write(Type type, Object result) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    serializer(type).toJson(result, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** What the client reads and writes a type with. */
  @SuppressWarnings("unchecked")
  static PojoSerializer<Object> serializer(Type type) {
    if (type instanceof Class<?> event
        && LambdaEventSerializers.isLambdaSupportedEvent(event.getName())) {
      return LambdaEventSerializers.serializerFor(
          (Class<Object>) event, Ric.class.getClassLoader());
    }
    return POJOS.getSerializer(type);
  }
}
