package dev.snapstart.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProjectHelper;

/**
 * Writes a ZIP for provided.al2023: the application, its dependencies, our runtime, a JDK of the
 * modules that they need, a bootstrap, and an archive that the function starts from, which is made
 * by running it with sample events.
 */
@Mojo(name = "package", threadSafe = true, requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class PackageMojo extends PackagingMojo {

  /** The ZIP. */
  @Parameter(
      property = "snapstart.zip",
      defaultValue = "${project.build.directory}/${project.build.finalName}-function.zip")
  @SuppressWarnings("NullAway.Init")
  private File zip;

  /** Whether the ZIP is an artifact of the project, which is installed and deployed. */
  @Parameter(property = "snapstart.attach", defaultValue = "false")
  private boolean attach;

  @Inject
  @SuppressWarnings("NullAway.Init")
  private MavenProjectHelper artifacts;

  /** Made by Maven. */
  public PackageMojo() {}

  @Override
  void run() throws PackagingException, IOException, InterruptedException {
    StagedFunction function = stage(DeploymentTemplate.Target.ZIP);
    new SizeReport(function).requireZipSize();
    Path file = zip.toPath();
    FunctionZip.write(function, file);
    getLog().info(file + ": " + SizeReport.megabytes(zip.length()) + " MB");
    if (attach) {
      artifacts.attachArtifact(project(), "zip", "function", zip);
    }
  }
}
