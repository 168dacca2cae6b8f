package dev.snapstart.rules;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Calls that initialise a class, or make an object of it, that they are only given. */
final class ClassConstants {

  private static final Set<String> INITIALISE =
      Set.of(
          "java/util/EnumSet.allOf",
          "java/util/EnumSet.noneOf",
          "java/util/EnumMap.<init>",
          "java/lang/Enum.valueOf",
          "java/lang/Class.getEnumConstants",
          "java/lang/Class.forName",
          "java/lang/invoke/MethodHandles$Lookup.ensureInitialized");

  private ClassConstants() {}

  /** Name of the class that a call initialises, or null. */
  static @Nullable String initialised(Call call, List<Origin> origins) {
    if (INITIALISE.contains(call.target().owner() + "." + call.target().name())) {
      for (OriginSet argument : call.arguments()) {
        String type = type(origins, argument);
        if (type != null) {
          return type;
        }
      }
    }
    return null;
  }

  /** The call of the constructor that {@code newInstance} stands for, or null. */
  static @Nullable Call constructor(Call call, List<Origin> origins) {
    if (!call.target().name().equals("newInstance") || call.result() < 0) {
      return null;
    }
    String type = type(origins, call.receiver());
    for (int number : call.receiver().stream().toArray()) {
      if (type == null && origins.get(number) instanceof Origin.Result result) {
        type = type(origins, result.call().receiver());
      }
    }
    if (type == null) {
      return null;
    }
    Call constructor =
        new Call(
            call.at(),
            call.line(),
            Opcodes.INVOKESPECIAL,
            new MethodReference(type, "<init>", "()V"));
    constructor.setArguments(List.of(OriginSet.of(call.result())));
    return constructor;
  }

  private static @Nullable String type(List<Origin> origins, OriginSet value) {
    for (int number : value.stream().toArray()) {
      if (origins.get(number) instanceof Origin.Constant constant) {
        if (constant.value() instanceof Type type && type.getSort() == Type.OBJECT) {
          return type.getInternalName();
        }
        if (constant.value() instanceof String name && name.contains(".")) {
          return name.replace('.', '/');
        }
      }
    }
    return null;
  }
}
