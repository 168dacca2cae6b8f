package dev.snapstart.runtime;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a bean, through its setters and public fields, or a record, through its constructor. What
 * is unknown is skipped, what is missing keeps its default.
 */
final class BeanReader implements TypeReader {

  private static final Object[] NOTHING = {};

  private final Type type;
  private final Class<?> raw;
  private final boolean inner;
  private final boolean isRecord;
  private final Map<String, Slot> slots = new HashMap<>();
  private @Nullable Accessor maker;
  private @Nullable String refusal;

  /** The constructor's arguments in their order; none for a bean. */
  private Slot[] arguments = {};

  BeanReader(Type type, Class<?> raw) {
    this.type = type;
    this.raw = raw;
    this.inner = raw.isMemberClass() && !Modifier.isStatic(raw.getModifiers());
    this.isRecord = raw.isRecord();
  }

  /** Where a property goes: to a mutator, or to the constructor's parameter of an index. */
  private record Slot(TypeReader reader, @Nullable Accessor mutator, int index) {}

  @Override
  public @Nullable String refusal() {
    return refusal == null ? null : "cannot read " + type.getTypeName() + " from JSON: " + refusal;
  }

  @Override
  public void prepare(Readers readers) {
    if (Modifier.isAbstract(raw.getModifiers())) {
      refusal = "it is abstract (expected a class that can be constructed)";
      return;
    }
    try {
      Constructor<?> constructor = choose();
      if (constructor == null) {
        refusal = "it has no constructor without parameters (expected one, or a record)";
        return;
      }
      maker = Accessor.making(constructor);
      GenericTypes context = GenericTypes.seenFrom(type);
      if (constructor.getParameterCount() == (inner ? 1 : 0)) {
        addMutators(readers, context);
      } else {
        addArguments(readers, context, constructor);
      }
    } catch (LinkageError | RuntimeException e) {
      refusal = "its class cannot be used: " + e;
    }
  }

  /** A record's own, a bean's without parameters; S3's classes have one that takes all fields. */
  private @Nullable Constructor<?> choose() {
    int parameters = isRecord ? raw.getRecordComponents().length : 0;
    List<Field> fields = EventNames.isConstructed(raw) ? fields() : List.of();
    Constructor<?> all = null;
    for (Constructor<?> candidate : raw.getDeclaredConstructors()) {
      if (isRecord
          ? isCanonical(candidate, parameters)
          : fields.isEmpty() && candidate.getParameterCount() == (inner ? 1 : 0)) {
        return candidate;
      }
      if (!fields.isEmpty() && candidate.getParameterCount() == fields.size()) {
        all = candidate;
      }
    }
    return all;
  }

  private boolean isCanonical(Constructor<?> candidate, int parameters) {
    if (candidate.getParameterCount() != parameters) {
      return false;
    }
    RecordComponent[] components = raw.getRecordComponents();
    for (int i = 0; i < parameters; i++) {
      if (candidate.getParameterTypes()[i] != components[i].getType()) {
        return false;
      }
    }
    return true;
  }

  /** The fields that an event's constructor takes, superclasses first. */
  private List<Field> fields() {
    List<Field> all = new ArrayList<>();
    for (Class<?> c = raw; c != null && c != Object.class; c = c.getSuperclass()) {
      int own = 0;
      for (Field field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
          all.add(own++, field);
        }
      }
    }
    return all;
  }

  private void addMutators(Readers readers, GenericTypes context) {
    for (Property property : BeanProperties.of(raw)) {
      Member mutator = property.mutator();
      if (mutator != null) {
        Type taken = context.resolve(Property.taken(mutator));
        TypeReader reader =
            taken == Date.class && EventNames.isEvent(mutator.getDeclaringClass())
                ? DateScalar.SECONDS
                : readers.find(taken);
        String wire = EventNames.of(mutator.getDeclaringClass(), property.name);
        slots.put(
            wire == null ? property.name : wire, new Slot(reader, Accessor.taking(mutator), 0));
      }
    }
  }

  private void addArguments(Readers readers, GenericTypes context, Constructor<?> chosen) {
    Type[] types = chosen.getGenericParameterTypes();
    List<Field> fields = isRecord ? List.of() : fields();
    arguments = new Slot[types.length];
    for (int i = 0; i < types.length; i++) {
      String name;
      if (isRecord) {
        name = raw.getRecordComponents()[i].getName();
        types[i] = raw.getRecordComponents()[i].getGenericType();
      } else {
        name = fields.get(i).getName();
        String wire = EventNames.of(fields.get(i).getDeclaringClass(), name);
        name = wire == null || wire.equals(EventNames.NONE) ? name : wire;
      }
      arguments[i] = new Slot(readers.find(context.resolve(types[i])), null, i);
      slots.put(name, arguments[i]);
    }
  }

  @Override
  public @Nullable Object read(JsonParser parser) throws IOException {
    return read(parser, null);
  }

  /** Reads a value; that of an inner class belongs to the bean whose property it is. */
  private @Nullable Object read(JsonParser parser, @Nullable Object outer) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return TypeReader.insteadOfObject(parser, this);
    }
    Accessor makes = maker;
    if (makes == null || refusal != null) {
      throw new IOException(refusal());
    }
    if (arguments.length == 0) {
      if (inner && !raw.getDeclaringClass().isInstance(outer)) {
        throw new IOException(type.getTypeName() + " is an inner class (make it static)");
      }
      Object bean = inner ? makes.make(outer) : makes.make(NOTHING);
      readProperties(parser, bean, NOTHING);
      return bean;
    }
    @Nullable Object[] values = new Object[arguments.length];
    for (Slot slot : arguments) {
      values[slot.index] = isRecord ? slot.reader.whenNull() : absent(slot, makes);
    }
    readProperties(parser, null, values);
    return makes.make(values);
  }

  private void readProperties(JsonParser parser, @Nullable Object bean, @Nullable Object[] values)
      throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      Slot slot = slots.get(name);
      JsonToken token = parser.nextToken();
      if (slot == null) {
        parser.skipChildren();
      } else if (bean != null && slot.mutator != null) {
        Object value =
            slot.reader instanceof BeanReader reader && token != JsonToken.VALUE_NULL
                ? reader.read(parser, bean)
                : TypeReader.value(parser, slot.reader);
        slot.mutator.set(bean, value);
      } else if (isRecord || token != JsonToken.VALUE_NULL) {
        values[slot.index] = TypeReader.value(parser, slot.reader);
      }
    }
  }

  /**
   * S3's events have no nulls where AWS's own client makes them: text is empty, a size zero. But
   * that client knows nothing of the data of single kinds of events.
   */
  private static @Nullable Object absent(Slot slot, Accessor maker) throws IOException {
    Constructor<?> constructs = (Constructor<?>) maker.member();
    Class<?> parameter = constructs.getParameterTypes()[slot.index];
    String declaring = constructs.getDeclaringClass().getName();
    if (declaring.contains("EventData") || parameter.getName().contains("EventData")) {
      return null;
    }
    if (parameter == String.class) {
      boolean date = declaring.endsWith("Record") && slot.index == 3;
      return date ? null : "";
    }
    if (parameter == Long.class) {
      return 0L;
    }
    if (parameter == List.class) {
      return new ArrayList<>();
    }
    return slot.reader instanceof BeanReader bean ? bean.empty() : null;
  }

  private Object empty() throws IOException {
    Accessor makes = maker;
    if (makes == null) {
      throw new IOException(refusal());
    }
    @Nullable Object[] values = new Object[arguments.length];
    for (Slot slot : arguments) {
      values[slot.index] = absent(slot, makes);
    }
    return makes.make(values);
  }
}
