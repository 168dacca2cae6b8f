package dev.snapstart.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds resources that do not do what they look like. */
final class HookRules {

  private final Program program;
  private final Reach reach;
  private final Hooks hooks;
  private final Roots roots;

  HookRules(Program program, Reach reach, Hooks hooks, Roots roots) {
    this.program = program;
    this.reach = reach;
    this.hooks = hooks;
    this.roots = roots;
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, Hooks.Registration> entry : hooks.registered().entrySet()) {
      checkRegistered(entry.getKey(), entry.getValue(), findings);
    }
    for (ClassModel model : program.classes()) {
      if (model.isConcrete() && hooks.isResource(model.name())) {
        checkResource(model, findings);
      }
    }
    return findings;
  }

  private void checkRegistered(
      String type, Hooks.Registration registration, List<Finding> findings) {
    Arrival arrival = reach.arrival(registration.method());
    if (arrival != null && !hooks.isRetained(type)) {
      findings.add(
          new Finding(
              Pattern.SNAP_HOOK_NOT_RETAINED,
              Priority.MEDIUM,
              arrival,
              registration.call().line(),
              Names.simple(type),
              "org.crac holds resources weakly, so after a garbage collection its hooks are not"
                  + " called",
              List.of()));
    }
  }

  private void checkResource(ClassModel model, List<Finding> findings) {
    boolean made = reach.instantiated().contains(model.name());
    boolean registered = hooks.registered().containsKey(model.name());
    if (registered && comparesByValue(model)) {
      Hooks.Registration registration = hooks.registered().get(model.name());
      Arrival arrival = registration == null ? null : reach.arrival(registration.method());
      if (registration != null && arrival != null) {
        findings.add(
            new Finding(
                Pattern.SNAP_HOOK_EQUALS,
                Priority.MEDIUM,
                arrival,
                registration.call().line(),
                Names.simple(model.name()),
                "org.crac tells resources apart by equals, so of two equal ones only one is"
                    + " called",
                List.of()));
      }
    }
    if (made && !registered && !isRegisteredElsewhere(model)) {
      notRegistered(model, findings);
    }
  }

  private boolean isRegisteredElsewhere(ClassModel model) {
    return hooks.isFrameworks(model) && roots.kept().contains(model.name());
  }

  private void notRegistered(ClassModel model, List<Finding> findings) {
    for (MethodModel method : hooks.phase(model.name(), "afterRestore")) {
      Arrival nowhere = new Arrival(method, "", null, 0, false, false, false);
      int line = method.body().sites().stream().mapToInt(Site::line).findFirst().orElse(0);
      findings.add(
          new Finding(
              Pattern.SNAP_HOOK_NOT_REGISTERED,
              Priority.MEDIUM,
              nowhere,
              line,
              Names.simple(model.name()),
              "nobody calls its hooks, so clones keep what they are to make good",
              List.of()));
    }
  }

  private static boolean comparesByValue(ClassModel model) {
    return model.method("equals", "(Ljava/lang/Object;)Z") != null;
  }
}
