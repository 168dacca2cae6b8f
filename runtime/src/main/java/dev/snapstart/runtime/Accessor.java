package dev.snapstart.runtime;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * A member that makes a bean, or gives or takes the value of one of its properties. It is called by
 * reflection at first; where reflection does without method handles (decision 0023), a member that
 * is called often gets one. Safe for use by many threads: what they disagree on is only when that
 * is.
 */
final class Accessor {

  /** So many calls lose what the making of a handle costs. */
  private static final int OFTEN = 2_000;

  private final Member member;
  private final boolean gives;
  private int calls;
  private @Nullable MethodHandle handle;

  private Accessor(Member member, boolean gives) {
    this.member = member;
    this.gives = gives;
    Property.open(member);
  }

  /** One that gives the value. */
  static Accessor giving(Member member) {
    return new Accessor(member, true);
  }

  /** One that takes the value. */
  static Accessor taking(Member member) {
    return new Accessor(member, false);
  }

  /** One that makes the bean itself. */
  static Accessor making(Constructor<?> member) {
    return new Accessor(member, true);
  }

  Member member() {
    return member;
  }

  Object make(@Nullable Object... arguments) throws IOException {
    MethodHandle made = handle;
    if (made == null) {
      count();
      return Property.make((Constructor<?>) member, arguments);
    }
    try {
      return (Object) made.invokeExact(arguments);
    } catch (Throwable e) {
      throw Property.failure(member, e);
    }
  }

  @Nullable Object get(Object bean) throws IOException {
    MethodHandle made = handle;
    if (made == null) {
      count();
      return Property.get(member, bean);
    }
    try {
      return (Object) made.invokeExact(bean);
    } catch (Throwable e) {
      throw Property.failure(member, e);
    }
  }

  void set(Object bean, @Nullable Object value) throws IOException {
    MethodHandle made = handle;
    if (made == null) {
      count();
      Property.set(member, bean, value);
      return;
    }
    try {
      made.invokeExact(bean, value);
    } catch (Throwable e) {
      throw Property.failure(member, e);
    }
  }

  private void count() {
    if (calls < OFTEN && ++calls == OFTEN) {
      HandleMaker.add(this);
    }
  }

  boolean hasHandle() {
    return handle != null;
  }

  /** From now on calls go through a method handle, if the member allows it. */
  void makeHandle() {
    try {
      handle = handle(MethodHandles.lookup());
    } catch (IllegalAccessException | RuntimeException ignored) {
      // as before, only slower
    }
  }

  private MethodHandle handle(MethodHandles.Lookup lookup) throws IllegalAccessException {
    if (member instanceof Constructor<?> constructor) {
      return lookup
          .unreflectConstructor(constructor)
          .asSpreader(Object[].class, constructor.getParameterCount())
          .asType(MethodType.methodType(Object.class, Object[].class));
    }
    MethodHandle direct =
        member instanceof Method method
            ? lookup.unreflect(method)
            : gives
                ? lookup.unreflectGetter((Field) member)
                : lookup.unreflectSetter((Field) member);
    return direct.asType(
        gives
            ? MethodType.methodType(Object.class, Object.class)
            : MethodType.methodType(void.class, Object.class, Object.class));
  }
}
