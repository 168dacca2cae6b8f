package dev.snapstart.rules;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A method of the application. What it does is read when somebody asks. */
final class MethodModel {

  private final ClassModel owner;
  private final MethodReference reference;
  private final int access;
  private final Map<String, Map<String, Object>> annotations;

  private @Nullable MethodBody body;
  private @Nullable MethodReference within;

  MethodModel(
      ClassModel owner,
      MethodReference reference,
      int access,
      Map<String, Map<String, Object>> annotations) {
    this.owner = owner;
    this.reference = reference;
    this.access = access;
    this.annotations = annotations;
  }

  ClassModel owner() {
    return owner;
  }

  MethodReference reference() {
    return reference;
  }

  String name() {
    return reference.name();
  }

  String descriptor() {
    return reference.descriptor();
  }

  /** By internal name of the annotation; its values by name. */
  Map<String, Map<String, Object>> annotations() {
    return annotations;
  }

  boolean isStatic() {
    return is(Opcodes.ACC_STATIC);
  }

  boolean is(int flag) {
    return (access & flag) != 0;
  }

  boolean isConstructor() {
    return reference.isConstructor();
  }

  Type[] parameterTypes() {
    return Type.getArgumentTypes(reference.descriptor());
  }

  MethodBody body() {
    MethodBody known = body;
    if (known == null) {
      known = owner.body(this);
      body = known;
    }
    return known;
  }

  /** The method of the source that this one stands in: itself, unless it is a method reference. */
  MethodReference written() {
    MethodReference known = within;
    return known == null ? reference : known;
  }

  /** Says what a method reference does, as no class file has a method for it. */
  void standFor(MethodBody reference, MethodReference method) {
    body = reference;
    within = method;
  }

  /** For people. */
  String label() {
    if (name().equals("<clinit>")) {
      return "the static initialiser of " + Names.simple(owner.name());
    }
    if (isConstructor()) {
      return "the constructor of " + Names.simple(owner.name());
    }
    return Names.simple(owner.name()) + "." + (isLambda() ? "(lambda)" : name());
  }

  private boolean isLambda() {
    return name().startsWith("lambda$") || name().startsWith(References.PREFIX);
  }

  @Override
  public String toString() {
    return reference.toString();
  }
}
