package dev.snapstart.maven;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathJarsTest {

  @TempDir private Path temporary;

  @Test
  void saysThatNothingIsBuilt() {
    assertThatThrownBy(() -> ClassPathJars.of(temporary, List.of()))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("expected a jar, found a directory of classes")
        .hasMessageContaining("mvn package snapstart:package [PACKAGE_NOT_BUILT]");
    assertThatThrownBy(() -> ClassPathJars.of(temporary.resolve("none.jar"), List.of()))
        .hasMessageContaining("none.jar: expected a jar, found nothing");
  }

  @Test
  void saysThatTheHandlerIsInNoJar() throws Exception {
    ClassPathJars jars = ClassPathJars.of(jar("com/acme/Orders.class"), List.of());
    assertThatThrownBy(() -> jars.require("com.acme.Order::price"))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("class com.acme.Order is neither in " + temporary)
        .hasMessageContaining("[PACKAGE_HANDLER_NOT_FOUND]");
  }

  @Test
  void saysThatTheRuntimeIsInNoJar() throws Exception {
    ClassPathJars jars = ClassPathJars.of(jar("com/acme/Orders.class"), List.of());
    assertThatThrownBy(() -> jars.require("com.acme.Orders"))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("add dev.snapstart:snapstart-runtime")
        .hasMessageContaining("[PACKAGE_NO_RUNTIME]");
  }

  @Test
  void saysWhichFileIsNoJar() throws Exception {
    Path broken = temporary.resolve("broken.jar");
    Files.writeString(broken, "<html>not found</html>");
    ClassPathJars jars = ClassPathJars.of(jar("com/acme/Other.class"), List.of(broken));
    assertThatThrownBy(() -> jars.require("com.acme.Orders"))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("cannot read " + broken)
        .hasMessageContaining("[PACKAGE_BAD_JAR]");
  }

  private Path jar(String entry) throws Exception {
    Path jar = temporary.resolve("orders.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry(entry));
    }
    return jar;
  }
}
