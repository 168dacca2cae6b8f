package dev.snapstart.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Writes a Dockerfile, and what it copies, for the image that snapstart:image writes. */
@Mojo(
    name = "dockerfile",
    threadSafe = true,
    requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class DockerfileMojo extends PackagingMojo {

  /** What the image is put on. */
  @Parameter(property = "snapstart.image.base", defaultValue = FunctionImage.DEFAULT_BASE)
  private String baseImage = "";

  /** Labels of the image. */
  @Parameter private Map<String, String> labels = Map.of();

  /** Made by Maven. */
  public DockerfileMojo() {}

  @Override
  void run() throws PackagingException, IOException, InterruptedException {
    StagedFunction function = stage(DeploymentTemplate.Target.IMAGE);
    Map<String, String> all = new LinkedHashMap<>();
    all.put("org.opencontainers.image.version", project().getVersion());
    all.putAll(labels);
    Path file = work().resolve("Dockerfile");
    Files.writeString(file, new Dockerfile(function, baseImage, all).text());
    getLog().info(file + ": build it with docker build " + work());
  }
}
