package dev.snapstart.rules;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out which setting of its environment a program tests, through variables and methods. */
final class Settings {

  /**
   * A condition.
   *
   * @param setting name of the environment variable, property, field or method that is asked
   * @param value what it is compared with; null if it only has to be there, or true
   * @param holds whether the condition has to be true
   */
  record Test(String setting, @Nullable String value, boolean holds) {}

  private static final int DEEPEST = 5;
  private static final Set<String> ABSENT = Set.of("isEmpty", "isBlank", "isNullOrEmpty", "isNull");
  private static final Set<String> PRESENT =
      Set.of(
          "isPresent",
          "containsKey",
          "hasText",
          "isNotBlank",
          "isNotEmpty",
          "nonNull",
          "parseBoolean",
          "booleanValue",
          "getBoolean",
          "hasLength");
  private static final Set<String> SAME = Set.of("equals", "equalsIgnoreCase", "areEqual");

  private final Program program;

  Settings(Program program) {
    this.program = program;
  }

  /** What is tested when this value has to be there, or true, or just not; null if nobody knows. */
  @Nullable Test test(MethodModel method, OriginSet tested, boolean holds, boolean presence) {
    return test(method, tested, holds, presence, 0);
  }

  private @Nullable Test test(
      MethodModel method, OriginSet tested, boolean holds, boolean presence, int depth) {
    if (depth > DEEPEST) {
      return null;
    }
    MethodBody body = method.body();
    for (int number : tested.stream().toArray()) {
      Test found = presence ? null : asked(method, body.origin(number), holds, depth);
      found = found == null ? named(method, number, holds, depth) : found;
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Test asked(MethodModel method, Origin origin, boolean holds, int depth) {
    if (origin instanceof Origin.Result result) {
      return call(method, result.call(), holds, depth);
    }
    if (origin instanceof Origin.Decision decision && decision.plain()) {
      return test(method, decision.asked(), holds == decision.whenTrue(), false, depth + 1);
    }
    FieldWrites.Write initial =
        origin instanceof Origin.FieldRead read ? initial(read.field()) : null;
    return initial == null
        ? null
        : test(initial.method(), initial.site().value(), holds, false, depth + 1);
  }

  private @Nullable Test named(MethodModel method, int number, boolean holds, int depth) {
    String name = name(method, OriginSet.of(number), depth);
    return name == null ? null : new Test(name, null, holds);
  }

  private @Nullable Test call(MethodModel method, Call call, boolean holds, int depth) {
    String name = call.target().name();
    if (SAME.contains(name)) {
      String first = constant(method, call.argument(0));
      String second = constant(method, call.argument(1));
      OriginSet other = first == null ? call.argument(0) : call.argument(1);
      String setting = name(method, other, depth);
      return setting == null ? null : new Test(setting, first == null ? second : first, holds);
    }
    if (ABSENT.contains(name) || PRESENT.contains(name)) {
      String setting = null;
      for (int i = 0; setting == null && i < call.arguments().size(); i++) {
        setting = name(method, call.argument(i), depth);
        String key = constant(method, call.argument(i));
        setting = setting == null && i > 0 && key != null ? key : setting;
      }
      if (setting == null && name.equals("getBoolean")) {
        setting = constant(method, call.argument(0));
      }
      return setting == null ? null : new Test(setting, null, holds == PRESENT.contains(name));
    }
    Test inside = inside(call, holds, depth);
    return inside != null ? inside : new Test(name, null, holds);
  }

  /** What a method of the application tests that says yes or no. */
  private @Nullable Test inside(Call call, boolean holds, int depth) {
    MethodReference target = call.target();
    MethodModel asked = program.implementation(target.owner(), target.name(), target.descriptor());
    if (asked == null) {
      return null;
    }
    return test(asked, asked.body().returned(), holds, false, depth + 1);
  }

  /** The setting that a value holds. */
  private @Nullable String name(MethodModel method, OriginSet value, int depth) {
    for (int number : value.stream().toArray()) {
      Origin origin = method.body().origin(number);
      String name = null;
      if (origin instanceof Origin.Parameter parameter) {
        name = parameter.index() == 0 && !method.isStatic() ? null : parameter.name();
      } else if (origin instanceof Origin.FieldRead read) {
        name = fieldName(read.field(), depth);
      } else if (origin instanceof Origin.Result result) {
        name = resultName(method, result.call(), depth);
      }
      if (name != null && !name.isEmpty()) {
        return name;
      }
    }
    return null;
  }

  private @Nullable String resultName(MethodModel method, Call call, int depth) {
    MethodReference target = call.target();
    String owner = target.owner();
    if (owner.equals("java/lang/System")
        && (target.name().equals("getenv") || target.name().equals("getProperty"))) {
      return constant(method, call.argument(0));
    }
    if (owner.equals("java/util/Map") && target.name().startsWith("get")) {
      return constant(method, call.argument(1));
    }
    if (depth < DEEPEST) {
      MethodModel asked = program.implementation(owner, target.name(), target.descriptor());
      String inside = asked == null ? null : name(asked, asked.body().returned(), depth + 1);
      if (inside != null) {
        return inside;
      }
      for (OriginSet argument : asked == null ? call.arguments() : List.<OriginSet>of()) {
        String given = name(method, argument, depth + 1);
        if (given != null) {
          return given;
        }
      }
    }
    return target.name();
  }

  /** The setting that the initialisers of a class put into a field. */
  private String fieldName(FieldReference field, int depth) {
    FieldWrites.Write initial = depth < DEEPEST ? initial(field) : null;
    String name =
        initial == null ? null : name(initial.method(), initial.site().value(), depth + 1);
    return name == null ? field.name() : name;
  }

  /** How a class itself first fills a field. */
  private FieldWrites.@Nullable Write initial(FieldReference field) {
    FieldReference declared = program.declared(field);
    ClassModel owner = program.application(declared.owner());
    for (MethodModel method : owner == null ? List.<MethodModel>of() : owner.methods()) {
      for (Site site : method.name().startsWith("<") ? method.body().sites() : List.<Site>of()) {
        if (site instanceof FieldWrite write
            && write.field().name().equals(field.name())
            && write.field().owner().equals(declared.owner())) {
          return new FieldWrites.Write(method, write);
        }
      }
    }
    return null;
  }

  static @Nullable String constant(MethodModel method, OriginSet value) {
    String found = null;
    for (int number : value.stream().toArray()) {
      if (!(method.body().origin(number) instanceof Origin.Constant constant)) {
        return null;
      }
      found = String.valueOf(constant.value());
    }
    return found;
  }
}
