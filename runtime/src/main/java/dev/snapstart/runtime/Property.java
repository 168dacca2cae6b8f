package dev.snapstart.runtime;

import java.io.IOException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** A bean's property while its class is looked at: what reads and what writes it. */
final class Property {

  final String name;
  @Nullable Field field;
  @Nullable Method getter;
  @Nullable Method setter;

  Property(String name) {
    this.name = name;
  }

  /** What takes the property's value; null when nothing does. */
  @Nullable Member mutator() {
    return setter == null ? field : setter;
  }

  /** What gives the property's value; null when nothing does. */
  @Nullable Member accessor() {
    return getter == null ? field : getter;
  }

  /** A method wins over one that was found before: of two overloads the one that takes text. */
  void offer(Method found, boolean sets) {
    if (!sets) {
      if (getter == null || (isGet(found) && !isGet(getter) && sameClass(found, getter))) {
        getter = found;
      }
    } else if (setter == null || (sameClass(found, setter) && simpler(found, setter))) {
      setter = found;
    }
  }

  private static boolean isGet(Method method) {
    return !method.getName().startsWith("is");
  }

  private static boolean sameClass(Method one, Method other) {
    return one.getDeclaringClass() == other.getDeclaringClass();
  }

  private static boolean simpler(Method found, Method known) {
    Class<?> parameter = found.getParameterTypes()[0];
    Class<?> before = known.getParameterTypes()[0];
    return parameter.isPrimitive()
        ? !before.isPrimitive()
        : parameter == String.class && !before.isPrimitive() && before != String.class;
  }

  /** The type that a mutator takes, as it was declared. */
  static Type taken(Member mutator) {
    return mutator instanceof Method method
        ? method.getGenericParameterTypes()[0]
        : ((Field) mutator).getGenericType();
  }

  /** The type that an accessor gives, as it was declared. */
  static Type given(Member accessor) {
    return accessor instanceof Method method
        ? method.getGenericReturnType()
        : ((Field) accessor).getGenericType();
  }

  /**
   * Lets us call a member without a check of access at every call, and a hidden one at all, if its
   * module allows it; if not, calling it fails.
   */
  static void open(Member member) {
    ((AccessibleObject) member).trySetAccessible();
  }

  /** Constructs a value; what its constructor throws is the event's fault. */
  static Object make(Constructor<?> constructor, @Nullable Object... arguments) throws IOException {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw failure(constructor, e.getCause());
    } catch (InstantiationException | IllegalAccessException e) {
      throw failure(constructor, e);
    }
  }

  /** Calls a static method that makes a value. */
  static @Nullable Object call(Method maker, @Nullable Object argument) throws IOException {
    try {
      return maker.invoke(null, argument);
    } catch (InvocationTargetException e) {
      throw failure(maker, e.getCause());
    } catch (IllegalAccessException e) {
      throw failure(maker, e);
    }
  }

  static void set(Member mutator, Object bean, @Nullable Object value) throws IOException {
    try {
      if (mutator instanceof Method method) {
        method.invoke(bean, value);
      } else {
        ((Field) mutator).set(bean, value);
      }
    } catch (InvocationTargetException e) {
      throw failure(mutator, e.getCause());
    } catch (IllegalAccessException e) {
      throw failure(mutator, e);
    }
  }

  static @Nullable Object get(Member accessor, Object bean) throws IOException {
    try {
      return accessor instanceof Method method ? method.invoke(bean) : ((Field) accessor).get(bean);
    } catch (InvocationTargetException e) {
      throw failure(accessor, e.getCause());
    } catch (IllegalAccessException e) {
      throw failure(accessor, e);
    }
  }

  /** User code failed; what the JVM cannot go on from stays what it is. */
  static IOException failure(Member member, @Nullable Throwable cause) {
    if (cause instanceof VirtualMachineError error) {
      throw error;
    }
    return new IOException(
        member.getDeclaringClass().getTypeName() + "." + member.getName() + " failed: " + cause,
        cause);
  }
}
