package dev.snapstart.runtime;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Writes a bean or a record: what its getters and public fields give, without what is null.
 *
 * @param refusal why the class cannot be written; null when it can
 */
record BeanWriter(List<Part> parts, @Nullable String refusal) implements TypeWriter {

  /** A property; its writer is null where the value's own class decides. */
  private record Part(SerializedString name, Accessor accessor, @Nullable TypeWriter writer) {

    Part(String name, Accessor accessor, @Nullable TypeWriter writer) {
      this(new SerializedString(name), accessor, writer);
    }
  }

  static BeanWriter of(Class<?> type) {
    try {
      return new BeanWriter(parts(type), null);
    } catch (LinkageError | RuntimeException e) {
      return new BeanWriter(
          List.of(), "cannot write " + type.getTypeName() + ": its class cannot be used: " + e);
    }
  }

  private static List<Part> parts(Class<?> type) {
    List<Part> first = new ArrayList<>();
    List<Part> last = new ArrayList<>();
    for (Property property : BeanProperties.of(type)) {
      Member accessor = property.accessor();
      if (accessor == null) {
        continue;
      }
      String wire = EventNames.of(accessor.getDeclaringClass(), property.name);
      TypeWriter writer = writer(Property.given(accessor), accessor.getDeclaringClass());
      if (wire == null) {
        first.add(new Part(property.name, Accessor.giving(accessor), writer));
      } else if (!wire.equals(EventNames.NONE)) {
        last.add(new Part(wire, Accessor.giving(accessor), writer));
      }
    }
    first.addAll(last);
    return first;
  }

  /** The writer of all values that a property can have; null where they differ. */
  private static @Nullable TypeWriter writer(Type given, Class<?> declaring) {
    if (given == Date.class && EventNames.isEvent(declaring)) {
      return DateScalar.SECONDS;
    }
    return given instanceof Class<?> type && Modifier.isFinal(type.getModifiers())
        ? Scalar.of(type)
        : null;
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** Adds the types of the properties, as they are declared. */
  void addTypes(GenericTypes context, Queue<Type> types) {
    for (Part part : parts) {
      types.add(context.resolve(Property.given(part.accessor.member())));
    }
  }

  @Override
  public void write(Object bean, JsonGenerator json, Writers writers) throws IOException {
    if (refusal != null) {
      throw new IOException(refusal);
    }
    json.writeStartObject();
    for (Part part : parts) {
      Object value = get(part, bean, json);
      if (value != null) {
        json.writeFieldName(part.name);
        if (part.writer == null) {
          writers.write(value, json);
        } else {
          part.writer.write(value, json, writers);
        }
      }
    }
    json.writeEndObject();
  }

  private static @Nullable Object get(Part part, Object bean, JsonGenerator json)
      throws IOException {
    try {
      return part.accessor.get(bean);
    } catch (IOException e) {
      json.writeFieldName(part.name); // for the path in the message; the text is lost anyway
      throw e;
    }
  }
}
