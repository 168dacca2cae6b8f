package dev.snapstart.emulator.junit;

import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.EnvironmentFailure;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.emulator.Snapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Does what {@link SnapStartFunction} says, which registers it. For JUnit. */
public final class SnapStartExtension
    implements ExecutionCondition,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(SnapStartExtension.class);

  /** The emulator of a class, and its snapshot where that can be restored again and again. */
  private record Published(Emulator emulator, @Nullable Snapshot shared) {}

  /** What one test has. */
  private record Restored(Snapshot snapshot, Clones clones) {}

  /** Made by JUnit. */
  public SnapStartExtension() {}

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    SnapStartFunction function = function(context);
    return function.engine() == Engine.CRIU || function.clones() > 1
        ? CriuCondition.evaluate()
        : ConditionEvaluationResult.enabled("one copy can be had everywhere");
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    SnapStartFunction function = function(context);
    Published published = published(context, function);
    Snapshot shared = published.shared();
    Snapshot snapshot = shared == null ? published.emulator().publish(spec(function)) : shared;
    List<Environment> clones = new ArrayList<>();
    for (int i = 0; i < function.clones(); i++) {
      clones.add(snapshot.restore());
    }
    context.getStore(NAMESPACE).put(Restored.class, new Restored(snapshot, new Clones(clones)));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Restored restored = context.getStore(NAMESPACE).remove(Restored.class, Restored.class);
    if (restored == null) {
      return;
    }
    int number = 1;
    for (Environment clone : restored.clones()) {
      if (context.getExecutionException().isPresent()) {
        System.err.println("-- log of clone " + number++);
        clone.logLines().forEach(System.err::println);
      }
      clone.close();
    }
    Published published = classStore(context).get(Published.class, Published.class);
    if (published != null && published.shared() == null) {
      restored.snapshot().close();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Published published = classStore(context).remove(Published.class, Published.class);
    if (published != null) {
      published.emulator().close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return EventFiles.isMeant(parameter)
        || type == Clones.class
        || type == Environment.class
        || type == Snapshot.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (EventFiles.isMeant(parameter)) {
      return EventFiles.read(parameter, context.getRequiredTestClass().getClassLoader());
    }
    Restored restored = context.getStore(NAMESPACE).get(Restored.class, Restored.class);
    if (restored == null) {
      throw new IllegalStateException(
          "cannot give "
              + parameter.getParameter()
              + ": functions are restored for test methods, not for constructors or @BeforeAll"
              + " [EMULATOR_TEST_PARAMETER]");
    }
    Class<?> type = parameter.getParameter().getType();
    if (type == Snapshot.class) {
      return restored.snapshot();
    }
    return type == Clones.class ? restored.clones() : restored.clones().get(0);
  }

  private static Published published(ExtensionContext context, SnapStartFunction function)
      throws EnvironmentFailure, InterruptedException {
    Store store = classStore(context);
    Published known = store.get(Published.class, Published.class);
    if (known != null) {
      return known;
    }
    Emulator emulator = Emulator.builder().engine(function.engine()).build();
    boolean shareable = function.engine() != Engine.PAUSE && Engine.CRIU.obstacle().isEmpty();
    // known before it publishes, so that it is closed when that fails
    store.put(Published.class, new Published(emulator, null));
    Published published =
        new Published(emulator, shareable ? emulator.publish(spec(function)) : null);
    store.put(Published.class, published);
    return published;
  }

  /**
   * The function that an annotation describes, with the class path of this JVM.
   *
   * @param function what a test class has, or inherits
   * @return what to run
   * @throws IllegalArgumentException if one of its variables is not {@code KEY=VALUE}, or its
   *     runtime is not on the class path
   */
  public static FunctionSpec spec(SnapStartFunction function) {
    checkRuntime(function);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(function.jvmOptions()));
    command.addAll(
        List.of(
            "-cp", System.getProperty("java.class.path"), function.runtime(), function.handler()));
    FunctionSpec.Builder spec =
        FunctionSpec.builder()
            .command(command)
            .handler(function.handler())
            .memoryMb(function.memoryMb())
            .timeout(Duration.ofSeconds(function.timeoutSeconds()));
    for (String variable : function.environment()) {
      int equals = variable.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "cannot set variable \""
                + variable
                + "\" of a function: expected KEY=VALUE [EMULATOR_BAD_OPTION]");
      }
      spec.environment(variable.substring(0, equals), variable.substring(equals + 1));
    }
    return spec.build();
  }

  private static void checkRuntime(SnapStartFunction function) {
    String runtime = function.runtime();
    if (ClassLoader.getSystemResource(runtime.replace('.', '/') + ".class") == null) {
      throw new IllegalArgumentException(
          "cannot run handler "
              + function.handler()
              + ": its runtime "
              + runtime
              + " is not on the class path of the test; add snapstart-runtime with scope test, or"
              + " name another one with @SnapStartFunction(runtime = \"…\")"
              + " [EMULATOR_BAD_CLASS_PATH]");
    }
  }

  /** What lives as long as the test class. */
  private static Store classStore(ExtensionContext context) {
    ExtensionContext at = context;
    while (at.getTestMethod().isPresent() && at.getParent().isPresent()) {
      at = at.getParent().get();
    }
    return at.getStore(NAMESPACE);
  }

  private static SnapStartFunction function(ExtensionContext context) {
    for (Class<?> type = context.getRequiredTestClass();
        type != null;
        type = type.getEnclosingClass()) {
      SnapStartFunction function = type.getAnnotation(SnapStartFunction.class);
      if (function != null) {
        return function;
      }
    }
    throw new IllegalStateException(
        "cannot run the function of "
            + context.getRequiredTestClass().getName()
            + ": there is no @SnapStartFunction on it or around it [EMULATOR_NO_ANNOTATION]");
  }
}
