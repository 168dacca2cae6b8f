package dev.snapstart.runtime;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * A class of the platform, or Joda's DateTime, whose values are text: UUID, URI, Locale and others.
 * They are made by the class's own method, found by name, so that none is loaded before a function
 * uses it.
 *
 * @param type the class, or the public one it extends
 * @param maker a static method or a constructor that takes a text; null where none is safe to call
 */
record TextScalar(Class<?> type, @Nullable Executable maker) implements Scalar {

  /** The scalar of a class whose values are text; null for any other class. */
  static @Nullable TextScalar of(Class<?> type) {
    return switch (type.getName()) {
      case "java.util.UUID" -> make(type, "fromString");
      case "java.util.Locale" -> make(type, "forLanguageTag");
      case "java.util.Currency" -> make(type, "getInstance");
      case "java.util.regex.Pattern" -> make(type, "compile");
      case "java.net.URI" -> make(type, "create");
      case "java.net.URL", "java.io.File" -> make(type, "new");
      case "org.joda.time.DateTime", "java.time.Period", "java.time.MonthDay" ->
          make(type, "parse");
      case "java.time.ZoneId", "java.time.ZoneOffset" -> make(type, "of");
      default -> ofSubclass(type);
    };
  }

  /** Those of java.lang; a class itself is only written. */
  static TextScalar ofLanguage(String name) {
    return switch (name) {
      case "java.lang.StringBuilder" -> make(StringBuilder.class, "new");
      case "java.lang.StringBuffer" -> make(StringBuffer.class, "new");
      default -> new TextScalar(Class.class, null);
    };
  }

  private static @Nullable TextScalar ofSubclass(Class<?> type) {
    String name = type.getName();
    if (!name.startsWith("java.") && !name.startsWith("sun.") && !name.startsWith("jdk.")) {
      return null;
    }
    if (java.time.ZoneId.class.isAssignableFrom(type)) {
      return make(java.time.ZoneId.class, "of");
    }
    if (TimeZone.class.isAssignableFrom(type)) {
      return make(TimeZone.class, "getTimeZone");
    }
    if (java.nio.charset.Charset.class.isAssignableFrom(type)) {
      return make(java.nio.charset.Charset.class, "forName");
    }
    if (Path.class.isAssignableFrom(type)) {
      return new TextScalar(Path.class, null);
    }
    if (java.net.InetAddress.class.isAssignableFrom(type)) {
      return new TextScalar(java.net.InetAddress.class, null);
    }
    return null;
  }

  private static TextScalar make(Class<?> type, String method) {
    try {
      if (method.equals("new")) {
        return new TextScalar(type, type.getConstructor(String.class));
      }
      boolean ofTime = type.getName().startsWith("java.time.") && method.equals("parse");
      return new TextScalar(
          type, type.getMethod(method, ofTime ? CharSequence.class : String.class));
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(
          "cannot read " + type + " from text: it has no " + method, e);
    }
  }

  @Override
  public String expected() {
    return "a " + type.getSimpleName();
  }

  @Override
  public @Nullable String refusal() {
    return maker == null ? "cannot read " + type.getTypeName() + " from JSON" : null;
  }

  @Override
  public @Nullable Object fromText(String text) throws IOException {
    Executable makes = maker;
    if (makes == null) {
      throw new IOException(refusal());
    }
    boolean asItIs = type.getName().startsWith("java.lang.") || type.getName().endsWith(".Pattern");
    String given = asItIs ? text : text.strip();
    if (given.isEmpty() && !type.getName().startsWith("java.lang.")) {
      return null;
    }
    try {
      if (type == Locale.class) {
        return locale(given.replace('-', '_'));
      }
      if (makes instanceof Method method) {
        return method.invoke(null, given);
      }
      return ((Constructor<?>) makes).newInstance(given);
    } catch (InvocationTargetException e) {
      throw unreadable(text, e.getCause());
    } catch (IllegalAccessException | InstantiationException e) {
      throw unreadable(text, e);
    }
  }

  private static Locale locale(String text) {
    int country = text.indexOf('_');
    if (country < 0) {
      return new Locale(text);
    }
    int variant = text.indexOf('_', country + 1);
    String language = text.substring(0, country);
    return variant < 0
        ? new Locale(language, text.substring(country + 1))
        : new Locale(language, text.substring(country + 1, variant), text.substring(variant + 1));
  }

  @Override
  public String toText(Object value) {
    if (value instanceof Class<?> named) {
      return named.getName();
    }
    if (value instanceof TimeZone zone) {
      return zone.getID();
    }
    if (value instanceof Path path) {
      return path.toUri().toString();
    }
    if (value instanceof File file) {
      return file.getAbsolutePath();
    }
    if (type.getName().equals("java.net.InetAddress")) {
      String nameAndAddress = value.toString();
      int slash = nameAndAddress.indexOf('/');
      return slash == 0 ? nameAndAddress.substring(1) : nameAndAddress.substring(0, slash);
    }
    return value.toString();
  }
}
