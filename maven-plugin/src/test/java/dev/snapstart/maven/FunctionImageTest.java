package dev.snapstart.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import dev.snapstart.maven.StagedFunction.Part;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionImageTest {

  @TempDir private Path temporary;

  @Test
  void isAnOciImageAsLambdaExpectsIt() throws Exception {
    OciLayout image = OciLayout.of(write(StagedSample.in(temporary.resolve("f")), "scratch"));
    assertThat(image.config())
        .containsEntry("architecture", "amd64")
        .containsEntry("os", "linux")
        .containsEntry("created", SampleFunction.TIME.toString());
    Map<String, Object> run = image.runConfig();
    assertThat(run)
        .containsEntry("Entrypoint", List.of("/var/task/bootstrap"))
        .containsEntry("Cmd", List.of("com.acme.Orders"))
        .containsEntry("WorkingDir", "/var/task")
        .doesNotContainKey("User");
    assertThat(run.get("Labels"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("org.opencontainers.image.title", "Orders-1.0")
        .containsEntry("team", "shop");
  }

  @Test
  void hasALayerForEachPart() throws Exception {
    OciLayout image = OciLayout.of(write(StagedSample.in(temporary.resolve("f")), "scratch"));
    assertThat(image.filesOfLayers())
        .containsExactly(
            List.of("var/task/jdk/bin/java 755", "var/task/jdk/lib/modules 644"),
            List.of("var/task/lib/a.jar 644"),
            List.of("var/task/function.aot 644"),
            List.of("var/task/bootstrap 755", "var/task/function.jar 644"));
  }

  @Test
  void shipsNoJdkAndNoDependenciesForAChangeOfCode() throws Exception {
    StagedSample sample = StagedSample.in(temporary.resolve("f"));
    List<String> before = OciLayout.of(write(sample, "scratch")).layers();
    sample.file("function.jar", "other code", Part.APPLICATION);
    sample.file("function.aot", "archive of other code", Part.ARCHIVE);
    List<String> after = OciLayout.of(write(sample, "scratch")).layers();
    assertThat(after.subList(0, 2)).isEqualTo(before.subList(0, 2));
    assertThat(after.subList(2, 4)).doesNotContainAnyElementsOf(before);
  }

  @Test
  void goesOnABaseInAFileAndIsTheSameTwice() throws Exception {
    Path base = temporary.resolve("base.tar");
    Files.writeString(temporary.resolve("release"), "base");
    Jib.fromScratch()
        .addLayer(List.of(temporary.resolve("release")), "/etc")
        .containerize(Containerizer.to(TarImage.at(base).named("base")));
    StagedSample sample =
        StagedSample.in(temporary.resolve("f")).file("function.jar", "other", Part.APPLICATION);
    OciLayout first = OciLayout.of(write(sample, base.toString()));
    OciLayout second = OciLayout.of(write(sample, base.toString()));
    assertThat(first.layers()).hasSize(5).isEqualTo(second.layers());
    assertThat(first.config()).isEqualTo(second.config());
  }

  @Test
  void goesToARegistryAndThenOnlyWhatChanged() throws Exception {
    try (FakeRegistry registry = new FakeRegistry()) {
      StagedSample sample = StagedSample.in(temporary.resolve("f"));
      image(sample, "scratch", registry.address() + "/orders:1").write();
      int uploads = registry.uploads();
      sample.file("function.jar", "other code", Part.APPLICATION);
      image(sample, "scratch", registry.address() + "/orders:2").write();
      // all layers and the configuration; then one layer and the configuration
      assertThat(uploads).isEqualTo(5);
      assertThat(registry.uploads() - uploads).isEqualTo(2);
      assertThat(registry.tags()).containsExactly("1", "2");
    }
  }

  @Test
  void saysWhatIsWrongWithAReferenceAndWithABase() {
    assertThatThrownBy(
            () -> image(StagedSample.in(temporary.resolve("f")), "scratch", "Not A Name").write())
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("\"Not A Name\" is no reference of an image")
        .hasMessageContaining("[PACKAGE_BAD_IMAGE_NAME]");
    Path target = temporary.resolve("image.tar");
    assertThatThrownBy(() ->
            image(StagedSample.in(temporary.resolve("f")), "localhost:1/base", target.toString())
                .write())
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("on the base localhost:1/base")
        .hasMessageContaining("-Dsnapstart.image.base")
        .hasMessageContaining("[PACKAGE_IMAGE_FAILED]");
  }

  @Test
  void endsWhatItBeganWhenItFails() throws Exception {
    StagedSample sample = StagedSample.in(temporary.resolve("f"));
    for (int jar = 0; jar < 200; jar++) {
      sample.file("lib/" + jar + ".jar", "library ".repeat(50_000), Part.DEPENDENCIES);
    }
    String target = temporary.resolve("image.tar").toString();
    assertThatThrownBy(() -> image(sample, "localhost:1/base", target).write())
        .isInstanceOf(PackagingException.class);
    assertThat(Thread.getAllStackTraces().values())
        .allSatisfy(stack -> assertThat(stack).noneMatch(FunctionImageTest::isOfJib));
  }

  private static boolean isOfJib(StackTraceElement frame) {
    return frame.getClassName().startsWith("com.google.cloud.tools.jib");
  }

  @Test
  void isWhatTheDockerfileBuilds() throws Exception {
    StagedFunction function = StagedSample.in(temporary.resolve("f")).function();
    assertThat(new Dockerfile(function, "base:1", Map.of("team", "a \"b\"")).text().lines())
        .containsExactly(
            "# written by snapstart-maven-plugin; build it from this directory",
            "FROM base:1",
            "LABEL org.opencontainers.image.title=\"Orders-1.0\"",
            "LABEL \"team\"=\"a \\\"b\\\"\"",
            "WORKDIR /var/task",
            "COPY [\"f/jdk/\", \"./jdk/\"]",
            "COPY [\"f/lib/\", \"./lib/\"]",
            "COPY [\"f/function.aot\", \"./function.aot\"]",
            "COPY [\"f/bootstrap\", \"./bootstrap\"]",
            "COPY [\"f/function.jar\", \"./function.jar\"]",
            "ENTRYPOINT [\"/var/task/bootstrap\"]",
            "CMD [\"com.acme.Orders\"]");
  }

  private Path write(StagedSample sample, String base) throws Exception {
    Path tar = temporary.resolve("image-" + System.nanoTime() + ".tar");
    image(sample, base, tar.toString()).write();
    return tar;
  }

  private FunctionImage image(StagedSample sample, String base, String target) {
    return new FunctionImage(
        sample.function(),
        base,
        target,
        Map.of("team", "shop"),
        new FunctionImage.Connection(false, true, temporary.resolve("cache"), line -> {}));
  }

  /** What is in the file of an image. */
  private record OciLayout(Map<String, byte[]> files) {

    static OciLayout of(Path tar) throws Exception {
      Map<String, byte[]> files = new HashMap<>();
      try (TarArchiveInputStream in =
          new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(tar)))) {
        for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
          files.put(entry.getName(), in.readAllBytes());
        }
      }
      assertThat(files).containsKeys("oci-layout", "index.json");
      return new OciLayout(files);
    }

    private byte[] blob(Object descriptor) {
      String digest = (String) ((Map<?, ?>) descriptor).get("digest");
      return files.get("blobs/sha256/" + digest.replace("sha256:", ""));
    }

    private Map<String, Object> manifest() throws Exception {
      Map<String, Object> index = JSON.std.mapFrom(files.get("index.json"));
      return JSON.std.mapFrom(blob(((List<?>) index.get("manifests")).get(0)));
    }

    Map<String, Object> config() throws Exception {
      return new TreeMap<>(JSON.std.mapFrom(blob(manifest().get("config"))));
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> runConfig() throws Exception {
      return (Map<String, Object>) config().get("config");
    }

    List<String> layers() throws Exception {
      List<String> digests = new ArrayList<>();
      for (Object layer : (List<?>) manifest().get("layers")) {
        digests.add((String) ((Map<?, ?>) layer).get("digest"));
      }
      return digests;
    }

    List<List<String>> filesOfLayers() throws Exception {
      List<List<String>> layers = new ArrayList<>();
      for (Object layer : (List<?>) manifest().get("layers")) {
        List<String> names = new ArrayList<>();
        try (InputStream bytes = new ByteArrayInputStream(blob(layer));
            TarArchiveInputStream in = new TarArchiveInputStream(new GZIPInputStream(bytes))) {
          for (TarArchiveEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
            if (!e.isDirectory()) {
              assertThat(e.getLastModifiedTime().toInstant()).isEqualTo(SampleFunction.TIME);
              names.add(e.getName() + " " + Integer.toOctalString(e.getMode() & 0777));
            }
          }
        }
        layers.add(names);
      }
      return layers;
    }
  }
}
