package dev.snapstart.rules;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** What the factory methods of frameworks make, and what is then called on it at start. */
final class Beans {

  private static final String BEAN = "org/springframework/context/annotation/Bean";
  private static final Set<String> SINGLETONS =
      Set.of("jakarta/inject/Singleton", "javax/inject/Singleton", "com/google/inject/Singleton");

  private final Program program;
  private final Reach reach;
  private final Frameworks frameworks;

  Beans(Program program, Reach reach, Frameworks frameworks) {
    this.program = program;
    this.reach = reach;
    this.frameworks = frameworks;
  }

  /**
   * Adds what is called on the object that a factory method makes.
   *
   * @return the classes of such objects
   */
  Set<String> start(MethodModel factory) {
    Set<String> made = new TreeSet<>();
    MethodBody body = factory.body();
    body.returned().stream()
        .mapToObj(body::origin)
        .forEach(origin -> {
          if (origin instanceof Origin.Creation creation) {
            made.add(creation.type());
          } else if (origin instanceof Origin.Function function) {
            startFunction(function.site());
          }
        });
    made.add(Type.getReturnType(factory.descriptor()).getInternalName());
    made.removeIf(type -> !startObject(factory, type));
    return made;
  }

  private void startFunction(FunctionSite function) {
    MethodModel body = reach.body(function);
    if (body != null && frameworks.isStarted(function.type())) {
      reach.root(body, "a " + Names.simple(function.type()) + " is called at start");
    }
  }

  private boolean startObject(MethodModel factory, String type) {
    ClassModel model = program.application(type);
    if (model == null || !model.isConcrete()) {
      return false;
    }
    Map<String, Object> values = factory.annotations().getOrDefault(BEAN, Map.of());
    for (MethodModel method : model.methods()) {
      String reason = frameworks.startReason(model, method);
      if (reason == null && method.name().equals(values.get("initMethod"))) {
        reason = method.label() + " is the initMethod of " + factory.label();
      }
      if (reason != null) {
        reach.root(method, reason);
      }
    }
    return true;
  }

  /** The classes that a Guice module has made at start. */
  Set<String> bound(MethodModel configure) {
    Set<String> found = new TreeSet<>();
    MethodBody body = configure.body();
    for (Site site : body.sites()) {
      if (site instanceof Call call && isSingleton(body, call)) {
        String type = bound(body, call);
        if (type != null) {
          found.add(type);
        }
      }
    }
    return found;
  }

  private static boolean isSingleton(MethodBody body, Call call) {
    return call.target().name().equals("asEagerSingleton")
        || (call.target().name().equals("in")
            && call.argument(1).stream()
                .mapToObj(body::origin)
                .anyMatch(origin ->
                    (origin instanceof Origin.Constant constant
                            && constant.value() instanceof Type type
                            && SINGLETONS.contains(type.getInternalName()))
                        || (origin instanceof Origin.FieldRead read
                            && read.field().name().equals("SINGLETON"))));
  }

  /** The class that the calls before bind, the last of them first. */
  private @Nullable String bound(MethodBody body, Call call) {
    for (int number : call.receiver().stream().toArray()) {
      if (body.origin(number) instanceof Origin.Result result) {
        for (int argument : result.call().argument(1).stream().toArray()) {
          if (body.origin(argument) instanceof Origin.Constant constant
              && constant.value() instanceof Type type
              && program.isApplication(type.getInternalName())) {
            return type.getInternalName();
          }
        }
        return bound(body, result.call());
      }
    }
    return null;
  }
}
