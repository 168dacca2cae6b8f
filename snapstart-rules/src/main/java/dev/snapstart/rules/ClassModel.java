package dev.snapstart.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** A class: its shape at once, its code when somebody asks. */
final class ClassModel {

  private final ClassShape shape;
  private final boolean application;
  private final Map<String, MethodModel> methods = new LinkedHashMap<>();
  private final Function<ClassModel, ClassCode> reader;
  private @Nullable ClassCode code;

  ClassModel(ClassShape shape, boolean application, Function<ClassModel, ClassCode> reader) {
    this.shape = shape;
    this.application = application;
    this.reader = reader;
    for (ClassShape.Method method : shape.methods()) {
      add(
          new MethodModel(
              this,
              new MethodReference(shape.name(), method.name(), method.descriptor()),
              method.access(),
              method.annotations()));
    }
  }

  String name() {
    return shape.name();
  }

  /** None for {@code java.lang.Object}. */
  @Nullable String superName() {
    return shape.superName();
  }

  List<String> interfaces() {
    return shape.interfaces();
  }

  @Nullable String sourceFile() {
    return shape.sourceFile();
  }

  /** By internal name of the annotation; its values by name. */
  Map<String, Map<String, Object>> annotations() {
    return shape.annotations();
  }

  List<ClassShape.Field> fields() {
    return shape.fields();
  }

  /** Whether it is analysed, and not only known by its shape. */
  boolean isApplication() {
    return application;
  }

  boolean is(int flag) {
    return (shape.access() & flag) != 0;
  }

  /** Whether there can be an object of just this class. */
  boolean isConcrete() {
    return !is(Opcodes.ACC_ABSTRACT) && !is(Opcodes.ACC_INTERFACE);
  }

  boolean isRecord() {
    return "java/lang/Record".equals(superName());
  }

  List<MethodModel> methods() {
    return List.copyOf(methods.values());
  }

  @Nullable MethodModel method(String name, String descriptor) {
    return methods.get(name + descriptor);
  }

  boolean declaresField(String name) {
    return shape.fields().stream().anyMatch(field -> field.name().equals(name));
  }

  MethodBody body(MethodModel method) {
    ClassCode known = code;
    if (known == null) {
      known = reader.apply(this);
      code = known;
    }
    return known.body(method.reference());
  }

  /** Adds a method that its class file does not have. */
  void add(MethodModel method) {
    methods.put(method.name() + method.descriptor(), method);
  }
}
