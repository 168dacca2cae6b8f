package dev.snapstart.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What frameworks make and call when an application starts. */
final class Frameworks {

  private static final Set<String> SINGLETONS =
      Set.of(
          "org/springframework/stereotype/Component",
          "org/springframework/stereotype/Service",
          "org/springframework/stereotype/Repository",
          "org/springframework/stereotype/Controller",
          "org/springframework/web/bind/annotation/RestController",
          "org/springframework/web/bind/annotation/ControllerAdvice",
          "org/springframework/web/bind/annotation/RestControllerAdvice",
          "org/springframework/context/annotation/Configuration",
          "org/springframework/boot/autoconfigure/SpringBootApplication",
          "org/springframework/boot/context/properties/ConfigurationProperties",
          "jakarta/inject/Singleton",
          "javax/inject/Singleton",
          "com/google/inject/Singleton",
          "jakarta/ejb/Singleton",
          "javax/ejb/Singleton",
          "jakarta/enterprise/context/ApplicationScoped",
          "javax/enterprise/context/ApplicationScoped",
          "io/quarkus/runtime/Startup",
          "io/quarkus/runtime/annotations/QuarkusMain",
          "io/micronaut/context/annotation/Context",
          "io/micronaut/context/annotation/Factory",
          "io/micronaut/context/annotation/Bean",
          "io/micronaut/http/annotation/Controller",
          "io/micronaut/function/FunctionBean");

  private static final Set<String> NOT_AT_START =
      Set.of(
          "org/springframework/context/annotation/Lazy",
          "org/springframework/web/context/annotation/RequestScope",
          "org/springframework/web/context/annotation/SessionScope",
          "io/micronaut/context/annotation/Prototype",
          "io/micronaut/runtime/context/scope/Refreshable",
          "io/micronaut/runtime/http/scope/RequestScope",
          "jakarta/enterprise/context/RequestScoped",
          "javax/enterprise/context/RequestScoped",
          "jakarta/enterprise/context/Dependent",
          "com/google/inject/servlet/RequestScoped");

  private static final Set<String> MODULES =
      Set.of("com/google/inject/AbstractModule", "com/google/inject/Module");

  private static final Set<String> FACTORIES =
      Set.of(
          "org/springframework/context/annotation/Bean",
          "jakarta/enterprise/inject/Produces",
          "javax/enterprise/inject/Produces",
          "io/micronaut/context/annotation/Bean",
          "jakarta/inject/Singleton",
          "javax/inject/Singleton",
          "io/micronaut/context/annotation/Context");

  private static final Set<String> STARTED =
      Set.of(
          "jakarta/annotation/PostConstruct",
          "javax/annotation/PostConstruct",
          "org/springframework/beans/factory/annotation/Autowired",
          "jakarta/inject/Inject",
          "javax/inject/Inject",
          "com/google/inject/Inject",
          "org/springframework/context/event/EventListener",
          "io/micronaut/runtime/event/annotation/EventListener",
          "io/quarkus/runtime/Startup");

  /** Methods of interfaces, after the name of the interface, that containers call at start. */
  private static final Map<String, List<String>> LIFECYCLE =
      Map.ofEntries(
          spring("beans/factory/InitializingBean", "afterPropertiesSet"),
          spring("beans/factory/SmartInitializingSingleton", "afterSingletonsInstantiated"),
          spring("beans/factory/BeanFactoryAware", "setBeanFactory"),
          spring(
              "beans/factory/config/BeanPostProcessor",
              "postProcessBeforeInitialization",
              "postProcessAfterInitialization"),
          spring("context/ApplicationContextAware", "setApplicationContext"),
          spring("context/EnvironmentAware", "setEnvironment"),
          spring("context/ResourceLoaderAware", "setResourceLoader"),
          spring("context/Lifecycle", "start"),
          spring("context/ApplicationListener", "onApplicationEvent"),
          spring("boot/ApplicationRunner", "run"),
          spring("boot/CommandLineRunner", "run"),
          Map.entry(
              "io/micronaut/context/event/ApplicationEventListener", List.of("onApplicationEvent")),
          Map.entry("io/quarkus/runtime/QuarkusApplication", List.of("run")),
          Map.entry("com/google/inject/Module", List.of("configure")));

  private final Program program;

  Frameworks(Program program) {
    this.program = program;
  }

  private static Map.Entry<String, List<String>> spring(String type, String... methods) {
    return Map.entry("org/springframework/" + type, List.of(methods));
  }

  /** Why a framework makes an object of a class at start, or null. */
  @Nullable String reason(ClassModel model) {
    if (isLater(model.annotations())) {
      return null;
    }
    for (String type : model.annotations().keySet()) {
      if (isSingleton(type)) {
        return Names.simple(model.name()) + " is a @" + Names.simple(type);
      }
    }
    if (isModule(model)) {
      return Names.simple(model.name()) + " is a Guice module";
    }
    return observesStart(model) ? Names.simple(model.name()) + " observes the start" : null;
  }

  /** Why a framework calls a method of such an object at start, or null. */
  @Nullable String startReason(ClassModel model, MethodModel method) {
    if (isLater(method.annotations())
        || method.is(Opcodes.ACC_ABSTRACT)
        || takesOwnEvents(model, method)) {
      return null;
    }
    if (isFactory(method)) {
      return method.label() + " makes a bean";
    }
    for (String type : STARTED) {
      if (method.annotations().containsKey(type)) {
        return method.label() + " is a @" + Names.simple(type);
      }
    }
    if (isStartObserver(method)) {
      return method.label() + " observes the start";
    }
    for (Map.Entry<String, List<String>> entry : LIFECYCLE.entrySet()) {
      if (entry.getValue().contains(method.name()) && program.isA(model.name(), entry.getKey())) {
        return method.label() + " is called at start";
      }
    }
    return null;
  }

  /** Events of the application come with requests. */
  private boolean takesOwnEvents(ClassModel model, MethodModel method) {
    boolean listens =
        method.name().equals("onApplicationEvent")
            || method.annotations().keySet().stream()
                .anyMatch(type -> type.endsWith("EventListener"));
    return listens
        && model.methods().stream()
            .filter(other -> other.name().equals(method.name()))
            .flatMap(other -> Arrays.stream(other.parameterTypes()))
            .anyMatch(type ->
                type.getSort() == Type.OBJECT && program.isApplication(type.getInternalName()));
  }

  boolean isFactory(MethodModel method) {
    Set<String> annotations = method.annotations().keySet();
    return !method.isConstructor()
        && !isLater(method.annotations())
        && (annotations.stream().anyMatch(FACTORIES::contains)
            || (annotations.contains("com/google/inject/Provides")
                && annotations.stream().anyMatch(SINGLETONS::contains)));
  }

  /** Whether a framework calls objects of this type at start. */
  boolean isStarted(String type) {
    return LIFECYCLE.keySet().stream().anyMatch(started -> program.isA(type, started));
  }

  boolean isModule(ClassModel model) {
    return MODULES.stream().anyMatch(module -> program.isA(model.name(), module));
  }

  /** An annotation of the application may carry the framework's. */
  private boolean isSingleton(String annotation) {
    if (SINGLETONS.contains(annotation)) {
      return true;
    }
    ClassModel declared = program.application(annotation);
    return declared != null
        && declared.annotations().keySet().stream().anyMatch(SINGLETONS::contains);
  }

  private static boolean isLater(Map<String, Map<String, Object>> annotations) {
    if (annotations.keySet().stream().anyMatch(NOT_AT_START::contains)) {
      return !Boolean.FALSE.equals(lazyValue(annotations));
    }
    Map<String, Object> scope = annotations.get("org/springframework/context/annotation/Scope");
    if (scope == null) {
      return false;
    }
    Object name = scope.getOrDefault("value", scope.get("scopeName"));
    return name != null && !List.of("", "singleton").contains(name);
  }

  private static @Nullable Object lazyValue(Map<String, Map<String, Object>> annotations) {
    Map<String, Object> lazy = annotations.get("org/springframework/context/annotation/Lazy");
    return lazy == null ? null : lazy.get("value");
  }

  private static boolean observesStart(ClassModel model) {
    return model.methods().stream().anyMatch(Frameworks::isStartObserver);
  }

  private static boolean isStartObserver(MethodModel method) {
    return method.descriptor().startsWith("(Lio/quarkus/runtime/StartupEvent;")
        || method.descriptor().startsWith("(Lio/micronaut/context/event/StartupEvent;")
        || method
            .descriptor()
            .startsWith("(Lio/micronaut/runtime/server/event/ServerStartupEvent;");
  }
}
