package dev.snapstart.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCodeTest {

  @TempDir private Path temporary;

  @Test
  void warnsOfAJdkThatIsTooNewForThePlatform() throws Exception {
    Path library = temporary.resolve("jdk/lib/libjvm.so");
    Files.createDirectories(library.getParent());
    Files.write(
        library, "\0GLIBC_2.17\0GLIBC_2.38\0GLIBC_PRIVATE\0".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(warnings("x86_64"))
        .singleElement()
        .asString()
        .contains("needs glibc 2.38, and Amazon Linux 2023 has 2.34", "[PACKAGE_GLIBC_TOO_NEW]");
  }

  @Test
  void warnsOfNativeLibrariesForAnotherArchitecture() throws Exception {
    Files.createDirectories(temporary.resolve("jdk"));
    assertThat(warnings("arm64", "native/linux-x86_64/a.so"))
        .singleElement()
        .asString()
        .contains(
            "lib/n.jar has native libraries, but none that names arm64",
            "[PACKAGE_NO_NATIVE_LIBRARY]");
    assertThat(warnings("x86_64", "native/linux-x86_64/a.so")).isEmpty();
    assertThat(warnings("x86_64", "a.so")).isEmpty();
    assertThat(warnings("arm64", "Linux/aarch64/a.so", "Linux/x86-64/a.so")).isEmpty();
  }

  @Test
  void knowsWhatTheJvmIsLoadedBy() throws Exception {
    assertThat(Path.of(NativeCode.loader(Path.of(System.getProperty("java.home"), "bin/java"))))
        .isAbsolute()
        .exists();
    Path script = Files.writeString(temporary.resolve("java"), "#!/bin/sh\n");
    assertThat(NativeCode.loader(script)).isEmpty();
  }

  private List<String> warnings(String architecture, String... entries) throws Exception {
    Path jar = temporary.resolve("n.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (String entry : entries) {
        out.putNextEntry(new ZipEntry(entry));
      }
    }
    Jdk jdk = new Jdk(Path.of("/jdk"), "25", architecture);
    return NativeCode.warnings(
        jdk,
        new JdkImage(jdk, Set.of(), temporary.resolve("jdk")),
        new ClassPathJars(Map.of("lib/n.jar", jar)));
  }
}
