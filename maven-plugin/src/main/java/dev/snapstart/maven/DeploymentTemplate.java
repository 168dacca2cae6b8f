package dev.snapstart.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A template of SAM or CloudFormation, as far as it says how a function is deployed. Sources: <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html">SnapStart</a>, <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html">runtimes</a>.
 *
 * @param file where it was read
 * @param template what it says
 */
record DeploymentTemplate(Path file, Object template) {

  /** How the function is shipped. */
  enum Target {
    ZIP,
    IMAGE
  }

  private static final String SERVERLESS = "AWS::Serverless::Function";
  private static final List<String> FUNCTIONS = List.of(SERVERLESS, "AWS::Lambda::Function");
  private static final List<String> PUBLISHED =
      List.of("AWS::Lambda::Alias", "AWS::Lambda::Version");
  private static final int SNAPSHOT_STORAGE_MB = 512;

  /**
   * Reads one.
   *
   * @throws PackagingException if it cannot be read
   */
  static DeploymentTemplate read(Path file) throws PackagingException {
    try {
      return new DeploymentTemplate(file, Yaml.read(Files.readString(file)));
    } catch (IOException | IllegalArgumentException e) {
      throw new PackagingException(
          "cannot read the template "
              + file
              + " (<template>, -Dsnapstart.template): "
              + (e instanceof IOException ? e : e.getMessage())
              + "; expected SAM or CloudFormation as YAML or JSON [PACKAGE_BAD_TEMPLATE]",
          e);
    }
  }

  /**
   * Refuses what Lambda would refuse, or would silently do otherwise.
   *
   * @throws PackagingException with each reason
   */
  void requireFor(FunctionProject project, Target target) throws PackagingException {
    List<String> reasons = new ArrayList<>();
    TemplateValue values = new TemplateValue(template);
    for (Object resources : values.at(template, "Resources")) {
      if (resources instanceof Map<?, ?> byName) {
        for (Map.Entry<?, ?> resource : byName.entrySet()) {
          Object value = resource.getValue();
          if (value != null && isFunction(values, value)) {
            DeployedFunction function =
                new DeployedFunction(String.valueOf(resource.getKey()), value, values);
            reasons.addAll(function.problems());
            reasons.addAll(function.problemsWith(project, target));
          }
        }
      }
    }
    if (!reasons.isEmpty()) {
      throw new PackagingException(
          "cannot deploy what "
              + file
              + " says:"
              + String.join("", reasons.stream().map(reason -> "\n  " + reason).toList()));
    }
  }

  private static boolean isFunction(TemplateValue values, Object resource) {
    return values.at(resource, "Type").stream().anyMatch(FUNCTIONS::contains);
  }

  /** A function of the template. */
  private record DeployedFunction(String name, Object resource, TemplateValue values) {

    private static final String SNAPSTART = "it has SnapStart (ApplyOn: PublishedVersions), and ";

    /** What holds for any function. */
    List<String> problems() {
      List<String> problems = new ArrayList<>();
      if (!has("PublishedVersions", property("SnapStart", "ApplyOn"))) {
        return problems;
      }
      if (!has("Image", property("PackageType"))
          && property("Runtime").stream()
              .anyMatch(each -> each.toString().startsWith("provided"))) {
        problems.add(
            say(
                SNAPSTART
                    + "is a ZIP on an OS-only runtime, where there is none: ship it as an image"
                    + " (PackageType: Image, snapstart:image), take a managed runtime such as"
                    + " java21, or take SnapStart out [PACKAGE_SNAPSTART_ON_ZIP]"));
      }
      if (isProvisioned()) {
        problems.add(
            say(
                SNAPSTART
                    + "provisioned concurrency, which Lambda does not take together: keep one"
                    + " [PACKAGE_SNAPSTART_EXCLUDES]"));
      }
      for (Object size : property("EphemeralStorage", "Size")) {
        if (size.toString().matches("\\d{1,9}")
            && Integer.parseInt(size.toString()) > SNAPSHOT_STORAGE_MB) {
          problems.add(
              say(
                  SNAPSTART
                      + size
                      + " MB of ephemeral storage; with SnapStart /tmp has at most 512 MB:"
                      + " EphemeralStorage: {Size: 512}, or take SnapStart out"
                      + " [PACKAGE_SNAPSTART_EXCLUDES]"));
        }
      }
      if (property("FileSystemConfigs").stream()
          .anyMatch(each -> !(each instanceof List<?> list && list.isEmpty()))) {
        problems.add(
            say(
                SNAPSTART
                    + "a file system of EFS (FileSystemConfigs), which Lambda does not take"
                    + " together: keep one [PACKAGE_SNAPSTART_EXCLUDES]"));
      }
      return problems;
    }

    /** What holds for the function that is packaged. */
    List<String> problemsWith(FunctionProject project, Target target) {
      List<String> problems = new ArrayList<>();
      boolean image = has("Image", property("PackageType"));
      if (image || !has(project.handler(), property("Handler"))) {
        return problems;
      }
      for (Object runtime : property("Runtime")) {
        if (target == Target.ZIP && runtime.toString().startsWith("java")) {
          problems.add(
              say(
                  "it has Runtime: "
                      + runtime
                      + ", which does not start our bootstrap; Runtime: provided.al2023 does (and"
                      + " for "
                      + runtime
                      + " ship the jar as it is, with snapstart-hooks) [PACKAGE_MANAGED_RUNTIME]"));
        }
      }
      List<Object> architectures = architectures();
      String ours = project.jdk().architecture();
      if (!architectures.contains(ours)) {
        problems.add(
            say(
                "it is for "
                    + architectures
                    + " (Architectures), and the JDK at "
                    + project.jdk().home()
                    + " for "
                    + ours
                    + ": say Architectures: ["
                    + ours
                    + "], or build with a JDK for the other, on such a machine"
                    + " [PACKAGE_OTHER_ARCHITECTURE]"));
      }
      return problems;
    }

    private List<Object> architectures() {
      List<Object> named = new ArrayList<>();
      for (Object each : property("Architectures")) {
        if (each instanceof List<?> list) {
          list.forEach(item -> named.addAll(values.at(item)));
        }
      }
      return named.isEmpty() ? List.of("x86_64") : named;
    }

    private boolean isProvisioned() {
      if (!property("ProvisionedConcurrencyConfig").isEmpty()) {
        return true;
      }
      for (Object resources : values.at(values.template(), "Resources")) {
        if (resources instanceof Map<?, ?> byName) {
          for (Object other : byName.values()) {
            if (values.at(other, "Type").stream().anyMatch(PUBLISHED::contains)
                && refersToThis(other)
                && !values.at(other, "Properties", "ProvisionedConcurrencyConfig").isEmpty()) {
              return true;
            }
          }
        }
      }
      return false;
    }

    /** By reference, attribute or name. */
    private boolean refersToThis(Object other) {
      for (Object function : values.at(other, "Properties", "FunctionName")) {
        Object named =
            function instanceof Map<?, ?> map && map.size() == 1
                ? map.values().iterator().next()
                : function;
        String text =
            String.valueOf(named instanceof List<?> list && !list.isEmpty() ? list.get(0) : named);
        if (text.equals(name)
            || text.startsWith(name + ".")
            || property("FunctionName").contains(text)) {
          return true;
        }
      }
      return false;
    }

    /** Its own, or that of all functions of the template. */
    private List<Object> property(String property, String... below) {
      List<Object> found = new ArrayList<>();
      List<Object> own = values.at(resource, "Properties", property);
      boolean global = own.isEmpty() && values.at(resource, "Type").contains(SERVERLESS);
      for (Object each :
          global ? values.at(values.template(), "Globals", "Function", property) : own) {
        found.addAll(values.at(each, below));
      }
      return found;
    }

    private static boolean has(String expected, List<Object> found) {
      return found.contains(expected);
    }

    private String say(String problem) {
      return name + ": " + problem;
    }
  }
}
