package dev.snapstart.maven;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Writes a container image of the function, into a file or to a registry, without Docker. It is
 * ready for SnapStart.
 */
@Mojo(name = "image", threadSafe = true, requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class ImageMojo extends PackagingMojo {

  /** A file for the image, which ends in .tar, or its name in a registry. */
  @Parameter(
      property = "snapstart.image",
      defaultValue = "${project.build.directory}/${project.build.finalName}-image.tar")
  private String image = "";

  /**
   * What the image is put on: a name in a registry, a file that docker save wrote (.tar), or
   * scratch.
   */
  @Parameter(property = "snapstart.image.base", defaultValue = FunctionImage.DEFAULT_BASE)
  private String baseImage = "";

  /** Labels of the image. */
  @Parameter private Map<String, String> labels = Map.of();

  /** Whether registries may speak HTTP, or have certificates that nobody vouches for. */
  @Parameter(property = "snapstart.image.insecure", defaultValue = "false")
  private boolean insecureRegistries;

  /** Made by Maven. */
  public ImageMojo() {}

  @Override
  void run() throws PackagingException, IOException, InterruptedException {
    StagedFunction function = stage(DeploymentTemplate.Target.IMAGE);
    Map<String, String> all = new LinkedHashMap<>();
    all.put("org.opencontainers.image.version", project().getVersion());
    all.putAll(labels);
    FunctionImage.Connection connection =
        new FunctionImage.Connection(
            session().isOffline(), insecureRegistries, work().resolve("layers"), getLog()::warn);
    String digest = new FunctionImage(function, baseImage, image, all, connection).write();
    getLog().info(image + ": " + digest);
  }
}
