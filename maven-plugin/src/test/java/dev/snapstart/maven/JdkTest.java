package dev.snapstart.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdkTest {

  private static final Path OURS = Path.of(System.getProperty("java.home"));

  @TempDir private Path temporary;

  @Test
  void knowsTheOneThatItRunsOn() throws Exception {
    Jdk jdk = Jdk.of(OURS);
    assertThat(jdk.feature()).isEqualTo(Runtime.version().feature());
    assertThat(jdk.modules()).contains("java.base", "jdk.jlink");
  }

  @Test
  void saysThatAJreHasNoJlink() throws Exception {
    program("java");
    program("jdeps");
    assertThatThrownBy(() -> Jdk.of(temporary))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining(temporary + " has no bin/jlink")
        .hasMessageContaining("-Dsnapstart.jdk [PACKAGE_NOT_A_JDK]");
  }

  @Test
  void refusesAnOldOneAndOneOfAnotherSystem() throws Exception {
    for (String tool : List.of("java", "jdeps", "jlink")) {
      program(tool);
    }
    Path release = temporary.resolve("release");
    Files.writeString(release, "JAVA_VERSION=\"11.0.2\"\nOS_NAME=\"Linux\"\nOS_ARCH=\"x86_64\"\n");
    assertThatThrownBy(() -> Jdk.of(temporary))
        .hasMessageContaining("expected 17 or newer")
        .hasMessageContaining("[PACKAGE_JDK_TOO_OLD]");
    Files.writeString(release, "JAVA_VERSION=\"21\"\nOS_NAME=\"Darwin\"\nOS_ARCH=\"aarch64\"\n");
    assertThatThrownBy(() -> Jdk.of(temporary))
        .hasMessageContaining("Lambda runs Linux")
        .hasMessageContaining("[PACKAGE_JDK_NOT_FOR_LAMBDA]");
    Files.writeString(release, "JAVA_VERSION=\"21\"\nOS_NAME=\"Linux\"\nOS_ARCH=\"riscv64\"\n");
    assertThatThrownBy(() -> Jdk.of(temporary))
        .hasMessageContaining("a function for riscv64")
        .hasMessageContaining("[PACKAGE_JDK_NOT_FOR_LAMBDA]");
    Files.writeString(release, "JAVA_VERSION=\"21\"\nOS_NAME=\"Linux\"\nOS_ARCH=\"aarch64\"\n");
    assertThat(Jdk.of(temporary).architecture()).isEqualTo("arm64");
  }

  @Test
  void saysThatAJdkDoesNotSayWhatItIs() throws Exception {
    Files.writeString(temporary.resolve("release"), "JAVA_VERSION=\\u00\n");
    assertThatThrownBy(() -> Jdk.of(temporary))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("cannot read " + temporary.resolve("release"))
        .hasMessageContaining("[PACKAGE_NOT_A_JDK]");
  }

  @ParameterizedTest
  @CsvSource({
    "'#!/bin/sh\necho not here; exit 3', 'list the modules of the JDK: ', 'ended with status 3'",
    "'#!/no/such/shell', 'cannot run ', 'expected a program of a JDK for this machine'"
  })
  void saysWhichToolOfTheJdkFails(String program, String what, String why) throws Exception {
    program("java", program);
    assertThatThrownBy(() -> new Jdk(temporary, "21", "x86_64").modules())
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining(what + temporary.resolve("bin/java"))
        .hasMessageContaining(why)
        .hasMessageContaining("[PACKAGE_JDK_TOOL_FAILED]");
  }

  @Test
  void addsTheModulesThatHooksAndRuntimeReachByReflection() throws Exception {
    // without jdk.unsupported no generator of the JVM gets a new seed after a restore
    assertThat(ModuleNeeds.of(Jdk.of(OURS), List.of(anyJar()), List.of(), temporary))
        .contains("java.base", "jdk.crypto.ec", "jdk.management", "jdk.unsupported");
  }

  @Test
  void namesModulesThatAreSimilarToAnUnknownOne() throws Exception {
    Jdk jdk = Jdk.of(OURS);
    assertThatThrownBy(() -> ModuleNeeds.of(jdk, List.of(), List.of("java.sqll"), temporary))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("cannot link module \"java.sqll\"")
        .hasMessageContaining("expected one of [java.sql")
        .hasMessageContaining("[PACKAGE_MODULE_NOT_FOUND]");
  }

  @Test
  void writesAnAotCacheFrom25On() throws Exception {
    Jdk old = new Jdk(OURS, "24.0.2", "x86_64");
    assertThat(ArchiveKind.AUTO.on(old)).isEqualTo(ArchiveKind.APPCDS);
    assertThat(ArchiveKind.AUTO.on(new Jdk(OURS, "25", "x86_64"))).isEqualTo(ArchiveKind.AOT);
    assertThatThrownBy(() -> ArchiveKind.AOT.on(old))
        .hasMessageContaining("expected 25 or newer")
        .hasMessageContaining("[PACKAGE_NO_AOT_CACHE]");
  }

  private Path anyJar() throws Exception {
    SampleFunction.in(temporary).project();
    return temporary.resolve("greeting.jar");
  }

  private void program(String name) throws Exception {
    program(name, "");
  }

  private void program(String name, String text) throws Exception {
    Path file = temporary.resolve("bin").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
