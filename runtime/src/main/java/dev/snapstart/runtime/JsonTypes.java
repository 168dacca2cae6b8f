package dev.snapstart.runtime;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.jr.ob.JacksonJrExtension;
import com.fasterxml.jackson.jr.ob.api.ExtensionContext;
import com.fasterxml.jackson.jr.ob.api.ReaderWriterModifier;
import com.fasterxml.jackson.jr.ob.api.ReaderWriterProvider;
import com.fasterxml.jackson.jr.ob.api.ValueReader;
import com.fasterxml.jackson.jr.ob.impl.BeanPropertyIntrospector;
import com.fasterxml.jackson.jr.ob.impl.JSONReader;
import com.fasterxml.jackson.jr.ob.impl.POJODefinition;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Teaches jackson-jr what it lacks: the property names of {@code aws-lambda-java-events} that
 * differ from their beans' ({@code Records}, {@code eventSourceARN}, {@code detail-type}), types
 * such as {@code ByteBuffer} and Joda's {@code DateTime}, and enums as AWS's own client reads them.
 */
final class JsonTypes extends JacksonJrExtension {

  private static final String EVENTS = "com.amazonaws.services.lambda.runtime.events.";

  @Override
  protected void register(ExtensionContext context) {
    context.insertModifier(new PropertyNames());
    context.insertProvider(new PropertyTypes());
  }

  private static final class PropertyNames extends ReaderWriterModifier {

    @Override
    public @Nullable POJODefinition pojoDefinitionForDeserialization(
        JSONReader reader, Class<?> type) {
      if (!type.getName().startsWith(EVENTS)) {
        return null;
      }
      POJODefinition plain =
          BeanPropertyIntrospector.instance().pojoDefinitionForDeserialization(reader, type);
      List<POJODefinition.Prop> properties = new ArrayList<>();
      for (POJODefinition.Prop p : plain.getProperties()) {
        properties.add(
            new POJODefinition.Prop(
                p.name, p.originalName(), p.field, p.setter, p.getter, p.isGetter, onTheWire(p)));
      }
      return plain.withProperties(properties);
    }

    /** How services spell a property: {@code Records}, {@code topicArn}, {@code TopicARN}, … */
    private static Set<String> onTheWire(POJODefinition.Prop property) {
      Set<String> names = new LinkedHashSet<>();
      for (String name : List.of(property.name, withUpperCaseEnd(property.name))) {
        names.add(name);
        names.add(Character.toUpperCase(name.charAt(0)) + name.substring(1));
        names.add(Character.toLowerCase(name.charAt(0)) + name.substring(1));
      }
      names.add(withDashes(property.name));
      names.remove(property.name);
      return names;
    }

    private static String withUpperCaseEnd(String name) {
      boolean abbreviated = name.endsWith("Arn") || name.endsWith("Url");
      int end = abbreviated ? name.length() - 2 : name.length();
      StringBuilder result = new StringBuilder(name);
      for (int i = end; i < name.length(); i++) {
        result.setCharAt(i, Character.toUpperCase(name.charAt(i)));
      }
      return result.toString();
    }

    private static String withDashes(String name) {
      StringBuilder result = new StringBuilder();
      for (int i = 0; i < name.length(); i++) {
        char c = name.charAt(i);
        if (Character.isUpperCase(c) && i > 0) {
          result.append('-');
        }
        result.append(Character.toLowerCase(c));
      }
      return result.toString();
    }
  }

  private static final class PropertyTypes extends ReaderWriterProvider {

    @Override
    public @Nullable ValueReader findValueReader(JSONReader reader, Class<?> type) {
      if (type == ByteBuffer.class) {
        return new Base64Reader();
      }
      if (type == Date.class) {
        return new DateReader();
      }
      if (type.isEnum()) {
        return new EnumReader(type);
      }
      return type.getName().equals("org.joda.time.DateTime") ? new JodaReader(type) : null;
    }
  }

  /** A constant by its name or its position; a name that is unknown here is no reason to fail. */
  private static final class EnumReader extends ValueReader {
    private final Object[] constants;

    EnumReader(Class<?> type) {
      super(type);
      this.constants = type.getEnumConstants();
    }

    @Override
    public @Nullable Object read(JSONReader reader, JsonParser parser) throws IOException {
      if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
        int position = parser.getIntValue();
        return position >= 0 && position < constants.length ? constants[position] : null;
      }
      String name = parser.getValueAsString();
      for (Object constant : constants) {
        if (((Enum<?>) constant).name().equals(name)) {
          return constant;
        }
      }
      return null;
    }
  }

  private static final class Base64Reader extends ValueReader {
    Base64Reader() {
      super(ByteBuffer.class);
    }

    @Override
    public @Nullable Object read(JSONReader reader, JsonParser parser) throws IOException {
      return parser.currentToken() == JsonToken.VALUE_NULL
          ? null
          : ByteBuffer.wrap(parser.getBinaryValue());
    }
  }

  /** Kinesis and DynamoDB send seconds of the epoch with a fraction; whole numbers are millis. */
  @SuppressWarnings("JavaUtilDate") // the events library's own choice
  private static final class DateReader extends ValueReader {
    DateReader() {
      super(Date.class);
    }

    @Override
    public @Nullable Object read(JSONReader reader, JsonParser parser) throws IOException {
      return switch (parser.currentToken()) {
        case VALUE_NULL -> null;
        case VALUE_NUMBER_FLOAT -> new Date(parser.getDecimalValue().movePointRight(3).longValue());
        case VALUE_NUMBER_INT -> new Date(millis(parser.getLongValue()));
        default -> Date.from(Instant.parse(parser.getText()));
      };
    }

    /** Whole seconds, too, are sent when the fraction happens to be zero. */
    private static long millis(long number) {
      return Math.abs(number) < 100_000_000_000L ? number * 1000 : number;
    }
  }

  /** Joda-Time is there only if the function brought it, as the events library does. */
  private static final class JodaReader extends ValueReader {
    private final Method parse;

    JodaReader(Class<?> dateTime) {
      super(dateTime);
      try {
        this.parse = dateTime.getMethod("parse", String.class);
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(
            "cannot read dates as " + dateTime + ": it has no parse", e);
      }
    }

    @Override
    public @Nullable Object read(JSONReader reader, JsonParser parser) throws IOException {
      if (parser.currentToken() == JsonToken.VALUE_NULL) {
        return null;
      }
      try {
        return parse.invoke(null, parser.getText());
      } catch (InvocationTargetException | IllegalAccessException e) {
        throw new IOException("cannot read \"" + parser.getText() + "\" as a date", e);
      }
    }
  }
}
