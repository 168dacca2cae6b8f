package dev.snapstart.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/** What all goals know of the project and its function. For one thread. */
abstract class FunctionMojo extends AbstractMojo {

  private static final String GROUP = "dev.snapstart";
  private static final String RUNTIME = "snapstart-runtime";

  /** What our runtime brings where a project has neither. */
  private static final String CORE = "aws-lambda-java-core";

  /** The project. */
  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  @SuppressWarnings("NullAway.Init")
  private MavenProject project;

  /** The build. */
  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  @SuppressWarnings("NullAway.Init")
  private MavenSession session;

  /** This plugin's own libraries, among them our runtime. */
  @Parameter(defaultValue = "${plugin.artifacts}", readonly = true, required = true)
  private List<Artifact> pluginArtifacts = List.of();

  /**
   * The handler: a class that implements one of Lambda's two interfaces, or any method as {@code
   * com.acme.Orders::price}.
   */
  @Parameter(property = "snapstart.handler")
  private @Nullable String handler;

  /**
   * Files with sample events, or directories with files that end in .json, which are sent in the
   * order of their names. Without: the directories events and src/test/resources/events of the
   * project, as far as they are there.
   */
  @Parameter(property = "snapstart.events")
  private List<File> events = List.of();

  /**
   * The home of the JDK that the function runs on. Without: that of the toolchain, or the one that
   * Maven runs on.
   */
  @Parameter(property = "snapstart.jdk")
  private @Nullable File jdk;

  /** Options of the function's JVM, wherever it is started. */
  @Parameter(property = "snapstart.jvmOptions")
  private List<String> jvmOptions = List.of();

  /** Environment variables of the function while it runs here. They are not packaged. */
  @Parameter private Map<String, String> environment = Map.of();

  /** The function's memory in MB while it runs here. */
  @Parameter(property = "snapstart.memory", defaultValue = "512")
  private int memory;

  /** How many seconds the function may take for an event while it runs here. */
  @Parameter(property = "snapstart.timeout", defaultValue = "30")
  private int timeout;

  /** Whether to do nothing. */
  @Parameter(property = "snapstart.skip", defaultValue = "false")
  private boolean skip;

  @Inject
  @SuppressWarnings("NullAway.Init")
  private ToolchainManager toolchains;

  @Override
  public final void execute() throws MojoExecutionException {
    if (skip) {
      getLog().info("left out: snapstart.skip is set");
      return;
    }
    if (project.getPackaging().equals("pom")) {
      getLog().info("left out: " + project.getArtifactId() + " has the packaging pom");
      return;
    }
    try {
      run();
    } catch (PackagingException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    } catch (IOException e) {
      throw new MojoExecutionException(
          "cannot read or write a file: "
              + e
              + "; expected files that can be read, and "
              + project.getBuild().getDirectory()
              + " with the right to write and with space [PACKAGE_FILE_ACCESS]",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("interrupted", e);
    }
  }

  /** What the goal does. */
  abstract void run()
      throws PackagingException, IOException, InterruptedException, MojoExecutionException;

  MavenProject project() {
    return project;
  }

  MavenSession session() {
    return session;
  }

  List<Artifact> pluginArtifacts() {
    return pluginArtifacts;
  }

  List<String> jvmOptions() {
    return jvmOptions;
  }

  Map<String, String> environment() {
    Map<String, String> known = new LinkedHashMap<>();
    // an element without text comes as null
    environment.forEach((name, value) -> known.put(name, value == null ? "" : value));
    return known;
  }

  int memory() {
    return memory;
  }

  int timeout() {
    return timeout;
  }

  /** Where this plugin's files are. */
  Path work() {
    return Path.of(project.getBuild().getDirectory(), "snapstart");
  }

  String handler() throws PackagingException {
    if (handler == null || handler.isBlank()) {
      throw new PackagingException(
          "cannot tell what to run in "
              + project.getArtifactId()
              + ": no handler is given; expected"
              + " <handler>com.acme.Orders</handler> in the configuration of"
              + " snapstart-maven-plugin, or -Dsnapstart.handler=com.acme.Orders"
              + " [PACKAGE_NO_HANDLER]");
    }
    return handler.strip();
  }

  Path jdkHome() {
    if (jdk != null) {
      return jdk.toPath().toAbsolutePath().normalize();
    }
    Toolchain toolchain = toolchains.getToolchainFromBuildContext("jdk", session);
    String java = toolchain == null ? null : toolchain.findTool("java");
    Path home = java == null ? null : Path.of(java).getParent();
    return home == null || home.getParent() == null
        ? Path.of(System.getProperty("java.home"))
        : home.getParent();
  }

  /**
   * The files with events.
   *
   * @throws PackagingException if one that is named is not there
   */
  List<Path> events() throws PackagingException, IOException {
    List<Path> found = new ArrayList<>();
    for (File each : events) {
      if (!each.exists()) {
        throw new PackagingException(
            "cannot find the event "
                + each
                + " (<events>, -Dsnapstart.events): expected a file, or a directory with files"
                + " that end in .json [PACKAGE_EVENT_NOT_FOUND]");
      }
      found.addAll(filesOf(each.toPath()));
    }
    if (events.isEmpty()) {
      Path base = project.getBasedir().toPath();
      for (String place : List.of("events", "src/test/resources/events")) {
        found.addAll(filesOf(base.resolve(place)));
      }
    }
    return found;
  }

  private static List<Path> filesOf(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return Files.exists(place) ? List.of(place) : List.of();
    }
    try (Stream<Path> all = Files.list(place)) {
      return all.filter(each -> each.toString().endsWith(".json")).sorted().toList();
    }
  }

  /** The project's libraries in the order of its class path, and our runtime if it has none. */
  List<Path> dependencies() {
    Set<Path> files = new LinkedHashSet<>();
    Set<String> present = new LinkedHashSet<>();
    for (Artifact artifact : project.getArtifacts()) {
      if (artifact.getArtifactHandler().isAddedToClasspath() && artifact.getFile() != null) {
        files.add(artifact.getFile().toPath());
        present.add(artifact.getArtifactId());
      }
    }
    for (Artifact artifact : pluginArtifacts) {
      String name = artifact.getArtifactId();
      boolean runtime = name.equals(RUNTIME) && artifact.getGroupId().equals(GROUP);
      if ((runtime || name.equals(CORE)) && !present.contains(name)) {
        getLog().info(name + " " + artifact.getVersion() + ": added, the project has none");
        files.add(artifact.getFile().toPath());
      }
    }
    return List.copyOf(files);
  }
}
