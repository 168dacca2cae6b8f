package dev.snapstart.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * Of what classes an object can be, where the code says so: made in the same method, or kept in a
 * final field, which only the initialisers of its class fill.
 */
final class ReceiverTypes {

  private static final int DEEPEST = 3;

  private final Program program;
  private final Map<FieldReference, Optional<Set<String>>> fields = new HashMap<>();

  ReceiverTypes(Program program) {
    this.program = program;
  }

  /** The classes, or null if nobody knows. */
  @Nullable Set<String> of(MethodModel method, OriginSet object) {
    return of(method, object, 0);
  }

  private @Nullable Set<String> of(MethodModel method, OriginSet object, int depth) {
    Set<String> types = new TreeSet<>();
    for (int number : object.stream().toArray()) {
      Set<String> some = of(method.body().origin(number), depth);
      if (some == null) {
        return null;
      }
      types.addAll(some);
    }
    return types.isEmpty() ? null : types;
  }

  private @Nullable Set<String> of(Origin origin, int depth) {
    if (origin instanceof Origin.Creation creation) {
      return Set.of(creation.type());
    }
    if (origin instanceof Origin.FieldRead read && depth < DEEPEST) {
      FieldReference field = program.declared(read.field());
      Optional<Set<String>> known = fields.get(field);
      if (known == null) {
        known = Optional.ofNullable(find(field, depth + 1));
        fields.put(field, known);
      }
      return known.orElse(null);
    }
    return origin instanceof Origin.Constant constant && constant.value() == null ? Set.of() : null;
  }

  private @Nullable Set<String> find(FieldReference field, int depth) {
    ClassModel owner = program.application(field.owner());
    if (owner == null || !isFinal(owner, field)) {
      return null;
    }
    Set<String> types = new TreeSet<>();
    for (MethodModel method : owner.methods()) {
      for (Site site : method.name().startsWith("<") ? method.body().sites() : List.<Site>of()) {
        if (site instanceof FieldWrite write && program.declared(write.field()).equals(field)) {
          Set<String> some = of(method, write.value(), depth);
          if (some == null) {
            return null;
          }
          types.addAll(some);
        }
      }
    }
    return types.isEmpty() ? null : types;
  }

  private static boolean isFinal(ClassModel owner, FieldReference field) {
    return owner.fields().stream()
        .anyMatch(candidate ->
            candidate.name().equals(field.name()) && (candidate.access() & Opcodes.ACC_FINAL) != 0);
  }
}
