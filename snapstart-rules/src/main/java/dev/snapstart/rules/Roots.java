package dev.snapstart.rules;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Finds what runs before the checkpoint by itself: handlers and what frameworks make at start. */
final class Roots {

  private static final String CONTEXT = "com/amazonaws/services/lambda/runtime/Context";
  private static final List<String> HANDLERS =
      List.of(
          "com/amazonaws/services/lambda/runtime/RequestHandler",
          "com/amazonaws/services/lambda/runtime/RequestStreamHandler");

  private final Program program;
  private final Reach reach;
  private final Frameworks frameworks;
  private final Beans beans;
  private final @Nullable Template template;
  private final Set<String> kept = new TreeSet<>();

  Roots(Program program, Reach reach, @Nullable Template template) {
    this.template = template;
    this.program = program;
    this.reach = reach;
    this.frameworks = new Frameworks(program);
    this.beans = new Beans(program, reach, frameworks);
  }

  /** Classes of which an object is there as long as the function is. */
  Set<String> kept() {
    return kept;
  }

  void add() {
    for (ClassModel model : program.classes()) {
      String reason = model.isConcrete() ? reason(model) : null;
      if (reason != null) {
        keep(model, reason);
      } else if (isKotlinFileBesideHandler(model)) {
        initialise(model, "it holds the top level of a Kotlin file beside a handler");
      }
    }
  }

  /** Whether what a method returns is kept by a framework. */
  boolean isFactory(MethodModel method) {
    return frameworks.isFactory(method);
  }

  /** Whether a method makes a pool that its framework closes before the checkpoint. */
  boolean isSuspendedPool(MethodModel method) {
    return isFactory(method)
        && method.body().sites().stream()
            .anyMatch(site ->
                site instanceof Call call && call.target().name().equals("setAllowPoolSuspension"));
  }

  private void keep(ClassModel model, String reason) {
    kept.add(model.name());
    reach.instantiate(model.name());
    initialise(model, reason);
    for (MethodModel constructor : constructors(model)) {
      reach.root(constructor, reason);
    }
    for (MethodModel method : model.methods()) {
      String started = frameworks.startReason(model, method);
      if (started != null) {
        reach.root(method, started);
      }
      if (frameworks.isFactory(method)) {
        kept.addAll(beans.start(method));
      } else if (method.name().equals("configure") && frameworks.isModule(model)) {
        beans.bound(method).forEach(type -> keepBound(type, model));
      }
    }
  }

  private void keepBound(String type, ClassModel module) {
    ClassModel model = program.application(type);
    if (model != null && model.isConcrete() && !kept.contains(type)) {
      keep(model, Names.simple(module.name()) + " binds " + Names.simple(type));
    }
  }

  private void initialise(ClassModel model, String reason) {
    for (String type : program.supertypes(model.name())) {
      ClassModel supertype = program.application(type);
      MethodModel initialiser = supertype == null ? null : supertype.method("<clinit>", "()V");
      if (initialiser != null) {
        reach.root(initialiser, reason);
      }
    }
  }

  /** A handler is made without arguments if it can be; beans are made as somebody asks. */
  private static List<MethodModel> constructors(ClassModel model) {
    MethodModel plain = model.method("<init>", "()V");
    if (plain != null) {
      return List.of(plain);
    }
    return model.methods().stream().filter(MethodModel::isConstructor).toList();
  }

  private @Nullable String reason(ClassModel model) {
    if (template != null && template.on().contains(model.name())) {
      return Names.simple(model.name()) + " is a handler of the template";
    }
    boolean off = template != null && !template.on().contains(model.name());
    return off ? frameworks.reason(model) : handlerReason(model);
  }

  private @Nullable String handlerReason(ClassModel model) {
    for (String handler : HANDLERS) {
      if (program.isA(model.name(), handler)) {
        return Names.simple(model.name()) + " is a Lambda handler";
      }
    }
    if (isHandlerBySignature(model)) {
      return Names.simple(model.name()) + " has the signature of a Lambda handler";
    }
    if (isKotlinObjectBesideHandler(model)) {
      return Names.simple(model.name()) + " is a Kotlin object beside a handler";
    }
    return frameworks.reason(model);
  }

  private static boolean isHandlerBySignature(ClassModel model) {
    MethodModel constructor = model.method("<init>", "()V");
    if (!model.is(Opcodes.ACC_PUBLIC)
        || constructor == null
        || !constructor.is(Opcodes.ACC_PUBLIC)) {
      return false;
    }
    return model.methods().stream().anyMatch(Roots::isHandlerMethod);
  }

  private static boolean isHandlerMethod(MethodModel method) {
    if (!method.is(Opcodes.ACC_PUBLIC) || method.is(Opcodes.ACC_ABSTRACT)) {
      return false;
    }
    Type[] types = method.parameterTypes();
    boolean last =
        types.length > 0 && types[types.length - 1].getDescriptor().equals("L" + CONTEXT + ";");
    return (last && types.length == 2)
        || (last && types.length == 3 && types[0].getDescriptor().equals("Ljava/io/InputStream;"))
        || (types.length == 1 && method.name().equals("handleRequest"));
  }

  private boolean isKotlinFileBesideHandler(ClassModel model) {
    return kotlinKind(model) == Kotlin.FILE && isBesideHandler(model);
  }

  private boolean isKotlinObjectBesideHandler(ClassModel model) {
    return kotlinKind(model) == Kotlin.CLASS
        && !model.name().contains("$")
        && model.fields().stream()
            .anyMatch(field ->
                field.name().equals("INSTANCE")
                    && field.descriptor().equals("L" + model.name() + ";"))
        && isBesideHandler(model);
  }

  private boolean isBesideHandler(ClassModel model) {
    for (String handler : HANDLERS) {
      for (ClassModel other : program.subtypes(handler)) {
        if (Names.packageOf(other.name()).equals(Names.packageOf(model.name()))
            && other.sourceFile() != null
            && other.sourceFile().equals(model.sourceFile())) {
          return true;
        }
      }
    }
    return false;
  }

  private static int kotlinKind(ClassModel model) {
    Map<String, Object> metadata = model.annotations().get("kotlin/Metadata");
    return metadata != null && metadata.get("k") instanceof Integer kind ? kind : 0;
  }

  /** What Kotlin's metadata says that a class is. */
  private static final class Kotlin {
    private static final int CLASS = 1;
    private static final int FILE = 2;

    private Kotlin() {}
  }
}
