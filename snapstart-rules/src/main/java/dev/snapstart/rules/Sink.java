package dev.snapstart.rules;

import java.util.List;

/**
 * A method that must not be called before a checkpoint, or whose outcome must not stay.
 *
 * @param pattern what it is reported as
 * @param owner internal name of the class that declares it
 * @param names of methods; a trailing asterisk stands for the rest
 * @param parameters descriptor of the parameters, or an asterisk
 * @param priority of a finding without a condition on its way
 * @param carrier what carries the hazard
 * @param mustBeKept whether it has to be there at the checkpoint
 * @param conditions all of which have to hold
 * @param why what clones have in common
 */
record Sink(
    Pattern pattern,
    String owner,
    List<String> names,
    String parameters,
    Priority priority,
    Carrier carrier,
    boolean mustBeKept,
    List<SinkCondition> conditions,
    String why) {

  /**
   * What carries the hazard after the call.
   *
   * @param kind which value
   * @param argument number of an argument, without the receiver
   */
  record Carrier(Kind kind, int argument) {}

  /** Which value. */
  enum Kind {
    RESULT,
    OBJECT,
    /** The object, and not what is made with it. */
    ITSELF,
    ARGUMENT,
    NOTHING
  }

  boolean isNamed(String method) {
    return names.stream()
        .anyMatch(name ->
            name.endsWith("*")
                ? method.startsWith(name.substring(0, name.length() - 1))
                : method.equals(name));
  }

  boolean takes(String descriptor) {
    return parameters.equals("*")
        || parameters.equals(descriptor.substring(0, descriptor.indexOf(')') + 1));
  }
}
