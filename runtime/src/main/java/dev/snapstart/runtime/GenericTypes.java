package dev.snapstart.runtime;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a class's generic supertypes mean in that class. A variable that nobody binds stands for its
 * bound, so a raw {@code RequestHandler} takes and returns Object.
 */
final class GenericTypes {

  private final Map<TypeVariable<?>, Type> bindings = new HashMap<>();

  private GenericTypes(Type type) {
    collect(type);
  }

  /** What a type's own and inherited variables mean in it. */
  static GenericTypes seenFrom(Type type) {
    return new GenericTypes(type);
  }

  /** A type without variables and wildcards, equal to every other one that means the same. */
  static Type resolved(Type type) {
    return new GenericTypes(Object.class).resolve(type);
  }

  /** The type of an array's elements. */
  static Type elementType(Type array) {
    return array instanceof GenericArrayType generic
        ? generic.getGenericComponentType()
        : ((Class<?>) array).getComponentType();
  }

  /** The type arguments that a type gives to a supertype of its own. */
  static Type[] argumentsOf(Class<?> supertype, Type type) {
    return new GenericTypes(type).resolve(supertype.getTypeParameters());
  }

  /** A method's parameter types, seen from a class that has the method. */
  static Type[] parametersOf(Method method, Class<?> type) {
    return new GenericTypes(type).resolve(method.getGenericParameterTypes());
  }

  /** A method's result type, seen from a class that has the method. */
  static Type resultOf(Method method, Class<?> type) {
    return new GenericTypes(type).resolve(method.getGenericReturnType());
  }

  /** The class behind a type. */
  static Class<?> rawType(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    }
    if (type instanceof ParameterizedType parameterized) {
      return (Class<?>) parameterized.getRawType();
    }
    if (type instanceof GenericArrayType array) {
      return rawType(array.getGenericComponentType()).arrayType();
    }
    if (type instanceof WildcardType wildcard) {
      return rawType(wildcard.getUpperBounds()[0]);
    }
    return rawType(((TypeVariable<?>) type).getBounds()[0]);
  }

  private void collectSupertypes(Class<?> type) {
    collect(type.getGenericSuperclass());
    for (Type implemented : type.getGenericInterfaces()) {
      collect(implemented);
    }
  }

  private void collect(@Nullable Type supertype) {
    if (supertype instanceof ParameterizedType parameterized) {
      Class<?> raw = (Class<?>) parameterized.getRawType();
      Type[] arguments = parameterized.getActualTypeArguments();
      for (int i = 0; i < arguments.length; i++) {
        bindings.put(raw.getTypeParameters()[i], arguments[i]);
      }
    }
    if (supertype != null) {
      collectSupertypes(rawType(supertype));
    }
  }

  private Type[] resolve(Type[] types) {
    Type[] resolved = new Type[types.length];
    for (int i = 0; i < types.length; i++) {
      resolved[i] = resolve(types[i]);
    }
    return resolved;
  }

  /** A type with its variables replaced. */
  Type resolve(Type type) {
    if (type instanceof TypeVariable<?> variable) {
      Type bound = bindings.get(variable);
      // a bound may name the variable itself (T extends Comparable<T>): its class must do
      return bound == null ? rawType(variable.getBounds()[0]) : resolve(bound);
    }
    if (type instanceof WildcardType wildcard) {
      return resolve(wildcard.getUpperBounds()[0]);
    }
    if (type instanceof ParameterizedType parameterized) {
      return new Parameterized(
          rawType(parameterized),
          resolve(parameterized.getActualTypeArguments()),
          parameterized.getOwnerType());
    }
    if (type instanceof GenericArrayType array) {
      Type element = resolve(array.getGenericComponentType());
      return element instanceof Class<?> plain ? plain.arrayType() : new ArrayOf(element);
    }
    return type;
  }

  private record ArrayOf(Type element) implements GenericArrayType {

    @Override
    public Type getGenericComponentType() {
      return element;
    }

    @Override
    public String toString() {
      return element.getTypeName() + "[]";
    }
  }

  /** Equal to the JDK's own of the same parts, as users compare the two. */
  private record Parameterized(Class<?> raw, Type[] arguments, @Nullable Type owner)
      implements ParameterizedType {

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ParameterizedType that
          && raw == that.getRawType()
          && Objects.equals(owner, that.getOwnerType())
          && Arrays.equals(arguments, that.getActualTypeArguments());
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(arguments) ^ Objects.hashCode(owner) ^ raw.hashCode();
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(raw.getName());
      for (int i = 0; i < arguments.length; i++) {
        text.append(i == 0 ? "<" : ", ").append(arguments[i].getTypeName());
      }
      return text.append('>').toString();
    }

    @Override
    public Type[] getActualTypeArguments() {
      return arguments;
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return owner;
    }
  }
}
