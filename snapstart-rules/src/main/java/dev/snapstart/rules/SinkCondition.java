package dev.snapstart.rules;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A condition of a sink.
 *
 * @param argument which argument, without the receiver; -1 for the object that is called
 * @param test how it is tested
 * @param values what it is tested for
 */
record SinkCondition(int argument, Test test, List<String> values) {

  /** How a value is tested. */
  enum Test {
    /** It is a constant among these. */
    EQUALS,
    /** It is none of these constants. */
    DIFFERS,
    /** It may be an object of this type. */
    IS,
    /** It may come from elsewhere than this method. */
    IS_NOT
  }

  private static final Pattern FORM =
      Pattern.compile("(object|argument (\\d+)) (=|!=|is not|is) (.+)");

  /** Reads a condition; null if it is none. */
  static @Nullable SinkCondition parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    int argument = matcher.group(2) == null ? -1 : Integer.parseInt(matcher.group(2));
    Test test =
        switch (matcher.group(3).toLowerCase(Locale.ROOT)) {
          case "=" -> Test.EQUALS;
          case "!=" -> Test.DIFFERS;
          case "is" -> Test.IS;
          default -> Test.IS_NOT;
        };
    return new SinkCondition(argument, test, List.of(matcher.group(4).split(" *, *", -1)));
  }

  boolean holds(MethodModel method, Call call, Provenance provenance) {
    if (argument < 0 && !call.hasReceiver()) {
      return false;
    }
    int index = argument < 0 ? 0 : argument + (call.hasReceiver() ? 1 : 0);
    if (index >= call.arguments().size()) {
      return test == Test.DIFFERS || test == Test.IS_NOT;
    }
    Provenance.Sources sources = provenance.of(method, call.argument(index));
    return switch (test) {
      case EQUALS -> sources.constants().stream().anyMatch(values::contains);
      case DIFFERS -> sources.constants().stream().noneMatch(values::contains);
      case IS ->
          sources.makers().stream()
              .anyMatch(maker -> values.contains(maker) || startsWithType(maker));
      case IS_NOT -> sources.makers().isEmpty() || !values.containsAll(sources.makers());
    };
  }

  private boolean startsWithType(String maker) {
    return values.stream().anyMatch(value -> maker.startsWith(value + "."));
  }
}
