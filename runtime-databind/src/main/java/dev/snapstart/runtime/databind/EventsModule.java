package dev.snapstart.runtime.databind;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import dev.snapstart.runtime.EventCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Leaves the events of AWS, wherever they are, to the codec that knows how services spell them. */
final class EventsModule extends SimpleModule {

  private static final long serialVersionUID = 1;

  private final transient EventCodec standard;

  EventsModule(EventCodec standard) {
    super("dev.snapstart.events");
    this.standard = standard;
  }

  /** Whether a class is of aws-lambda-java-events, or extends one that is. */
  static boolean isEvent(Class<?> type) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      if (c.getName().startsWith("com.amazonaws.services.lambda.runtime.events.")) {
        return !c.isEnum();
      }
    }
    return false;
  }

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.addBeanDeserializerModifier(new ReadEvents(standard));
    context.addBeanSerializerModifier(new WriteEvents(standard));
  }

  private static final class ReadEvents extends BeanDeserializerModifier {
    private static final long serialVersionUID = 1;
    private final transient EventCodec standard;

    ReadEvents(EventCodec standard) {
      this.standard = standard;
    }

    @Override
    public JsonDeserializer<?> modifyDeserializer(
        DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> deserializer) {
      return isEvent(bean.getBeanClass())
          ? new EventDeserializer(standard.decoder(bean.getBeanClass()))
          : deserializer;
    }
  }

  private static final class WriteEvents extends BeanSerializerModifier {
    private static final long serialVersionUID = 1;
    private final transient EventCodec standard;

    WriteEvents(EventCodec standard) {
      this.standard = standard;
    }

    @Override
    public JsonSerializer<?> modifySerializer(
        SerializationConfig config, BeanDescription bean, JsonSerializer<?> serializer) {
      return isEvent(bean.getBeanClass())
          ? new EventSerializer(standard.encoder(bean.getBeanClass()))
          : serializer;
    }
  }

  private static final class EventDeserializer extends JsonDeserializer<Object> {
    private final EventCodec.Decoder decoder;

    EventDeserializer(EventCodec.Decoder decoder) {
      this.decoder = decoder;
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      ByteArrayOutputStream event = new ByteArrayOutputStream();
      try (JsonGenerator copy = parser.getCodec().getFactory().createGenerator(event)) {
        copy.copyCurrentStructureExact(parser);
      }
      return decoder.decode(event.toByteArray());
    }
  }

  private static final class EventSerializer extends JsonSerializer<Object> {
    private final EventCodec.Encoder encoder;

    EventSerializer(EventCodec.Encoder encoder) {
      this.encoder = encoder;
    }

    @Override
    public void serialize(Object event, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      encoder.encode(event, out);
      json.writeRawValue(out.toString(StandardCharsets.UTF_8));
    }
  }
}
