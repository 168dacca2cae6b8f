package dev.snapstart.maven;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snapstart.maven.DeploymentTemplate.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentTemplateTest {

  private static final String SNAPSTART = "SnapStart: {ApplyOn: PublishedVersions}, ";
  private static final String IMAGE = "PackageType: Image, ";
  private static final String ZIP = "Handler: com.acme.Orders, Runtime: provided.al2023, ";

  @TempDir private Path temporary;

  @ParameterizedTest
  @ValueSource(
      strings = {
        ZIP + "MemorySize: 512",
        ZIP + "SnapStart: {ApplyOn: None}",
        ZIP + "SnapStart: !Ref AWS::NoValue, EphemeralStorage: {Size: 1024}",
        IMAGE + SNAPSTART + "EphemeralStorage: {Size: 512}",
        "Handler: com.acme.Other, Runtime: java21, " + SNAPSTART + "FileSystemConfigs: []",
      })
  void takesWhatLambdaTakes(String properties) {
    assertThatCode(check(properties, Target.ZIP)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SNAPSTART,
        "SnapStart: {ApplyOn: !If [Prod, PublishedVersions, None]}, ",
        "SnapStart: !If [Prod, {ApplyOn: PublishedVersions}, !Ref AWS::NoValue], ",
        "SnapStart: {ApplyOn: !Ref Snap}, ",
        "SnapStart: {ApplyOn: !FindInMap [Stages, !Ref Stage, Snap]}, ",
      })
  void refusesSnapStartOfAZipOnAnOsOnlyRuntime(String snapStart) {
    assertThatThrownBy(check(ZIP + snapStart, Target.ZIP))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("template.yaml says:")
        .hasMessageContaining("Orders: it has SnapStart")
        .hasMessageContaining("ZIP on an OS-only runtime")
        .hasMessageContaining("ship it as an image")
        .hasMessageContaining("[PACKAGE_SNAPSTART_ON_ZIP]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1024", "!If [Prod, 10240, 512]"})
  void refusesSnapStartWithMuchStorage(String size) {
    assertThatThrownBy(check(IMAGE + SNAPSTART + "EphemeralStorage: {Size: " + size + "}"))
        .hasMessageContaining("MB of ephemeral storage")
        .hasMessageContaining("at most 512 MB")
        .hasMessageContaining("[PACKAGE_SNAPSTART_EXCLUDES]");
  }

  @Test
  void refusesSnapStartWithAFileSystem() {
    assertThatThrownBy(
            check(IMAGE + SNAPSTART + "FileSystemConfigs: [{Arn: a, LocalMountPath: /mnt/a}]"))
        .hasMessageContaining("a file system of EFS")
        .hasMessageContaining("[PACKAGE_SNAPSTART_EXCLUDES]");
  }

  @Test
  void refusesSnapStartWithProvisionedConcurrency() {
    assertThatThrownBy(
            check(
                IMAGE
                    + SNAPSTART
                    + "ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 2}"))
        .hasMessageContaining("provisioned concurrency")
        .hasMessageContaining("[PACKAGE_SNAPSTART_EXCLUDES]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"!Ref Orders", "!GetAtt Orders.Arn", "orders-function"})
  void findsProvisionedConcurrencyOfAnAlias(String function) {
    String alias =
        """
          Live:
            Type: AWS::Lambda::Alias
            Properties:
              FunctionName: %s
              ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 2}
        """
            .replace("%s", function);
    assertThatThrownBy(
            check(IMAGE + SNAPSTART + "FunctionName: orders-function", alias, Target.IMAGE))
        .hasMessageContaining("provisioned concurrency");
  }

  @Test
  void refusesOurZipOnAManagedRuntime() {
    assertThatThrownBy(check("Handler: com.acme.Orders, Runtime: java21", Target.ZIP))
        .hasMessageContaining("Runtime: java21, which does not start our bootstrap")
        .hasMessageContaining("[PACKAGE_MANAGED_RUNTIME]");
  }

  @Test
  void refusesAnotherArchitecture() {
    assertThatThrownBy(check(ZIP + "Architectures: [arm64]", Target.ZIP))
        .hasMessageContaining("it is for [arm64] (Architectures)")
        .hasMessageContaining("for x86_64")
        .hasMessageContaining("[PACKAGE_OTHER_ARCHITECTURE]");
  }

  @Test
  void tellsAllReasonsAtOnce() {
    assertThatThrownBy(
            check(
                IMAGE + SNAPSTART + "EphemeralStorage: {Size: 513}, FileSystemConfigs: [{Arn: a}]"))
        .hasMessageContaining("513 MB")
        .hasMessageContaining("EFS");
  }

  @Test
  void saysWhereATemplateIsNone() throws Exception {
    Path file = temporary.resolve("broken.yaml");
    Files.writeString(file, "Resources: [");
    assertThatThrownBy(() -> DeploymentTemplate.read(file))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("broken.yaml")
        .hasMessageContaining("neither YAML nor JSON")
        .hasMessageContaining("[PACKAGE_BAD_TEMPLATE]");
    assertThatThrownBy(() -> DeploymentTemplate.read(temporary.resolve("gone.yaml")))
        .hasMessageContaining("NoSuchFileException")
        .hasMessageContaining("[PACKAGE_BAD_TEMPLATE]");
  }

  private ThrowingCallable check(String properties) {
    return check(properties, Target.IMAGE);
  }

  private ThrowingCallable check(String properties, Target target) {
    return check(properties, "", target);
  }

  private ThrowingCallable check(String properties, String more, Target target) {
    return () -> {
      Path file = temporary.resolve("template.yaml");
      Files.writeString(
          file,
          """
          Transform: AWS::Serverless-2016-10-31
          Parameters:
            Snap: {Type: String, AllowedValues: [None, PublishedVersions]}
          Mappings:
            Stages: {prod: {Snap: PublishedVersions}, test: {Snap: None}}
          Globals:
            Function:
              Timeout: 10
          Resources:
            Orders:
              Type: AWS::Serverless::Function
              Properties: {%s}
          """
                  .replace("%s", properties.replaceAll(", $", ""))
              + more);
      DeploymentTemplate.read(file).requireFor(StagedSample.project("x86_64"), target);
    };
  }
}
