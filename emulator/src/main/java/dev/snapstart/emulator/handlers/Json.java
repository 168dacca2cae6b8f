package dev.snapstart.emulator.handlers;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Handlers that say what they were given, and one that returns all kinds of objects. */
public final class Json {

  public Json() {}

  public String integer(int number) {
    return "int " + number;
  }

  public String wide(long number) {
    return "long " + number;
  }

  public String flag(boolean flag) {
    return "boolean " + flag;
  }

  public String real(double number) {
    return "double " + number;
  }

  public String boxed(Integer number) {
    return "boxed " + number;
  }

  public String decimal(BigDecimal number) {
    return number.toString();
  }

  public String list(List<String> texts) {
    return "list " + texts;
  }

  public String array(String[] texts) {
    return "array " + Arrays.toString(texts);
  }

  public String varargs(String... texts) {
    return "varargs " + Arrays.toString(texts);
  }

  public String map(Map<String, Object> map) {
    List<String> said = new ArrayList<>();
    for (Map.Entry<String, Object> entry : map.entrySet()) {
      Object value = entry.getValue();
      String type = value == null ? "null" : value.getClass().getSimpleName();
      said.add(entry.getKey() + "=" + type + " " + value);
    }
    return String.join(" ", said);
  }

  public String colors(EnumMap<Color, Integer> colors) {
    return colors.toString();
  }

  public String nested(Map<String, List<Bean>> beans) {
    Bean bean = beans.get("k").get(0);
    return "nested " + bean.getName() + " " + bean.getCount();
  }

  public String wildcard(List<? extends Bean> beans) {
    return "wildcard " + beans.get(0).getName();
  }

  public String order(Order order) {
    return order.toString();
  }

  public String names(Names names) {
    return names.url + " " + names.ready;
  }

  public String bean(Bean bean) {
    System.out.println("handler called");
    return bean.name + " " + bean.count + " " + bean.color + " " + bean.other;
  }

  public Object out(String what) {
    return switch (what) {
      case "true" -> true;
      case "nulls" -> new Bean();
      case "nan" -> new Value(Double.NaN);
      case "bytes" -> new Value(new byte[] {1, 2, 3});
      case "date" -> new Value(new Date(1_700_000_000_000L));
      case "instant" -> new Value(Instant.ofEpochSecond(1_700_000_000L));
      case "day" -> new Value(LocalDate.of(2023, 11, 14));
      case "duration" -> new Value(Duration.ofSeconds(90));
      case "optional" -> new Value(Optional.of("there"));
      case "names" -> new Names();
      case "order" -> new Order("o", List.of(new Item("a", 2)), new Tag<>(7));
      case "failing" -> new Failing();
      case "cyclic" -> new Cyclic();
      default -> throw new IllegalArgumentException("cannot return \"" + what + "\"");
    };
  }

  /** Some names. */
  public enum Color {
    RED,
    GREEN
  }

  /** A part of an order. */
  public record Item(String name, int price) {}

  /** Anything at all. */
  public record Tag<T>(T value) {}

  /** Records within a record. */
  public record Order(String id, List<Item> items, Tag<Integer> tag) {}

  /** One property of any type. */
  public static final class Value {

    private final Object value;

    Value(Object value) {
      this.value = value;
    }

    public Object getValue() {
      return value;
    }
  }

  /** A bean with a default and references that may be null. */
  public static final class Bean {

    private String name;
    private int count = 1;
    private Color color;
    private Bean other;

    public Bean() {}

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }

    public int getCount() {
      return count;
    }

    public void setCount(int count) {
      this.count = count;
    }

    public Color getColor() {
      return color;
    }

    public void setColor(Color color) {
      this.color = color;
    }

    public Bean getOther() {
      return other;
    }

    public void setOther(Bean other) {
      this.other = other;
    }

    @Override
    public String toString() {
      return "bean";
    }
  }

  /** Properties whose names are spelled in more than one way. */
  public static final class Names {

    private String url = "u";
    private boolean ready = true;

    public Names() {}

    public boolean isReady() {
      return ready;
    }

    public void setReady(boolean ready) {
      this.ready = ready;
    }

    public String getURL() {
      return url;
    }

    public void setURL(String url) {
      this.url = url;
    }
  }

  /** Cannot be written. */
  public static final class Failing {

    public int getPrice() {
      throw new IllegalStateException("no price");
    }
  }

  /** Has no end. */
  public static final class Cyclic {

    public Cyclic getSelf() {
      return this;
    }
  }
}
