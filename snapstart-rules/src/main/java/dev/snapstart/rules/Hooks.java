package dev.snapstart.rules;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;

/** What is known of the application's code around checkpoint and restore. */
final class Hooks {

  /**
   * A registration.
   *
   * @param method where
   * @param call the call
   */
  record Registration(MethodModel method, Call call) {}

  private static final List<String> RESOURCES =
      List.of(
          "org/crac/Resource",
          "jdk/crac/Resource",
          "javax/crac/Resource",
          "com/amazonaws/services/lambda/crac/Resource",
          "io/micronaut/crac/OrderedResource");
  private static final Set<String> CONTEXTS =
      Set.of(
          "org/crac/Context",
          "jdk/crac/Context",
          "javax/crac/Context",
          "com/amazonaws/services/lambda/crac/Context");
  private static final String OURS = "dev/snapstart/hooks/";

  private final Program program;
  private final Map<String, Registration> registered = new LinkedHashMap<>();
  private final Set<String> retained = new TreeSet<>();
  private final Set<MethodModel> restored = new LinkedHashSet<>();

  Hooks(Program program) {
    this.program = program;
  }

  static boolean isRegistration(MethodReference target) {
    return target.name().equals("register") && CONTEXTS.contains(target.owner());
  }

  /** Whether a call gives our library a hook to run after the restore. */
  static boolean isAfterRestore(MethodReference target) {
    return target.owner().startsWith(OURS) && target.name().equals("afterRestore");
  }

  /** Whether a call gives something to our library that then sees to it after each restore. */
  static boolean isCare(MethodReference target) {
    return (target.owner().equals(OURS + "Randomness") && target.name().equals("register"))
        || (target.owner().startsWith(OURS + "connections/") && target.name().equals("hook"));
  }

  boolean isResource(String type) {
    return RESOURCES.stream().anyMatch(resource -> program.isA(type, resource));
  }

  /**
   * Whether our library gives the JVM's own generators new seeds, as it does with any hook of the
   * same function.
   */
  boolean seedJvm(Reach reach, ClassModel root) {
    boolean seeds = false;
    for (Arrival arrival : reach.arrivals()) {
      if (arrival.root().method().owner() != root) {
        continue;
      }
      for (Site site : arrival.method().body().sites()) {
        if (site instanceof Call call && call.target().owner().startsWith(OURS)) {
          if (call.target().name().equals("leaveJvmAlone")) {
            return false;
          }
          seeds = true;
        }
      }
    }
    return seeds;
  }

  /** Frameworks register what they know as a resource, and keep it. */
  boolean isFrameworks(ClassModel model) {
    return program.isA(model.name(), "io/micronaut/crac/OrderedResource");
  }

  /** Classes of resources that are registered, and where. */
  Map<String, Registration> registered() {
    return registered;
  }

  void register(String type, MethodModel method, Call call) {
    registered.putIfAbsent(type, new Registration(method, call));
  }

  void retain(String type) {
    retained.add(type);
  }

  boolean isRetained(String type) {
    return retained.contains(type);
  }

  /** Adds a function that our library runs after the restore. */
  void addRestored(MethodModel method) {
    restored.add(method);
  }

  /** All that runs after the restore by itself. */
  Set<MethodModel> restored() {
    Set<MethodModel> all = new LinkedHashSet<>(restored);
    for (String type : registered.keySet()) {
      if (retained.contains(type)) {
        all.addAll(phase(type, "afterRestore"));
      }
    }
    return all;
  }

  /** The methods of a resource for a phase. */
  List<MethodModel> phase(String type, String name) {
    return program.supertypes(type).stream()
        .map(program::application)
        .filter(Objects::nonNull)
        .flatMap(model -> model.methods().stream())
        .filter(method -> method.name().equals(name))
        .filter(method -> !method.is(Opcodes.ACC_ABSTRACT))
        .limit(1)
        .toList();
  }
}
