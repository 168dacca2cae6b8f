package dev.snapstart.maven;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import dev.snapstart.maven.StagedFunction.File;
import dev.snapstart.maven.StagedFunction.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Writes a function as a container image, a layer for each part, without a Docker daemon.
 *
 * @param function what to write
 * @param base what it is put on: {@code scratch}, a file with an image, or a reference
 * @param target a file for the image if it ends in {@code .tar}, else a reference
 * @param labels besides those that it has anyway
 * @param connection how registries are reached
 */
record FunctionImage(
    StagedFunction function,
    String base,
    String target,
    Map<String, String> labels,
    Connection connection) {

  /** Where Lambda's own base images have functions. */
  static final String TASK_ROOT = "/var/task";

  static final String DEFAULT_BASE = "public.ecr.aws/lambda/provided:al2023";

  /** A registry that does not answer is given up by Jib after twenty seconds. */
  private static final Duration LONGEST_END = Duration.ofSeconds(30);

  private static final String SCRATCH = "scratch";
  private static final String TAR = ".tar";
  private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");
  private static final FilePermissions FILE = FilePermissions.fromOctalString("644");

  /**
   * How registries are reached.
   *
   * @param offline whether they may not be
   * @param insecure whether they may speak HTTP
   * @param cache a directory for layers
   * @param log told what happens
   */
  record Connection(boolean offline, boolean insecure, Path cache, Consumer<String> log) {}

  /**
   * Writes it. Nothing of it goes on when this returns or throws: Jib itself leaves the layers that
   * are being written to their threads when another part fails.
   *
   * @return its digest
   * @throws PackagingException if it cannot be written, in words for the user
   */
  String write() throws PackagingException, InterruptedException {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      JibContainer written = image().containerize(containerizer(threads));
      return written.getDigest().toString();
    } catch (InvalidImageReferenceException e) {
      throw new PackagingException(
          "cannot write the image: \""
              + e.getInvalidReference()
              + "\" is no reference of an image; expected registry/name:tag, the name of a file"
              + " that ends in .tar, or as a base: scratch [PACKAGE_BAD_IMAGE_NAME]",
          e);
    } catch (IOException
        | ExecutionException
        | RegistryException
        | CacheDirectoryCreationException e) {
      Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
      throw new PackagingException(
          "cannot write the image "
              + target
              + " on the base "
              + base
              + ": "
              + cause.getMessage()
              + "; expected a base that can be read and a registry that takes the image with the"
              + " credentials of docker login; <baseImage> (-Dsnapstart.image.base) may be a file"
              + " that docker save wrote, too [PACKAGE_IMAGE_FAILED]",
          e);
    } finally {
      threads.shutdownNow();
      threads.awaitTermination(LONGEST_END.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private JibContainerBuilder image() throws InvalidImageReferenceException {
    String handler = function.project().handler();
    JibContainerBuilder image =
        from()
            .setWorkingDirectory(AbsoluteUnixPath.get(TASK_ROOT))
            .setEntrypoint(TASK_ROOT + "/bootstrap")
            .setProgramArguments(handler)
            .setCreationTime(function.project().time())
            .setFormat(ImageFormat.OCI)
            .addLabel("org.opencontainers.image.title", function.project().name())
            .addLabel("org.opencontainers.image.base.name", base);
    labels.forEach(image::addLabel);
    for (Map.Entry<Part, List<File>> part : function.byPart().entrySet()) {
      if (!part.getValue().isEmpty()) {
        image.addFileEntriesLayer(layer(part.getKey(), part.getValue()));
      }
    }
    return image;
  }

  private JibContainerBuilder from() throws InvalidImageReferenceException {
    if (base.endsWith(TAR) && Files.isRegularFile(Path.of(base))) {
      return Jib.from(TarImage.at(Path.of(base)));
    }
    String architecture =
        function.project().jdk().architecture().equals("arm64") ? "arm64" : "amd64";
    JibContainerBuilder image = base.equals(SCRATCH) ? Jib.fromScratch() : Jib.from(registry(base));
    return image.setPlatforms(Set.of(new Platform(architecture, "linux")));
  }

  private FileEntriesLayer layer(Part part, List<File> files) {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(part.toString());
    for (File file : files) {
      layer.addEntry(
          file.source(),
          AbsoluteUnixPath.get(TASK_ROOT).resolve(file.path()),
          file.executable() ? PROGRAM : FILE,
          function.project().time());
    }
    return layer.build();
  }

  private Containerizer containerizer(ExecutorService threads)
      throws InvalidImageReferenceException {
    Containerizer to =
        target.endsWith(TAR)
            ? Containerizer.to(TarImage.at(Path.of(target)).named(localName()))
            : Containerizer.to(registry(target));
    return to.setExecutorService(threads)
        .setOfflineMode(connection.offline())
        .setAllowInsecureRegistries(connection.insecure())
        .setApplicationLayersCache(connection.cache())
        .setBaseImageLayersCache(connection.cache())
        .setToolName("snapstart-maven-plugin")
        .addEventHandler(LogEvent.class, this::log);
  }

  private void log(LogEvent event) {
    if (event.getLevel() == LogEvent.Level.WARN || event.getLevel() == LogEvent.Level.ERROR) {
      connection.log().accept(event.getMessage());
    }
  }

  private RegistryImage registry(String reference) throws InvalidImageReferenceException {
    ImageReference parsed = ImageReference.parse(reference);
    CredentialRetrieverFactory credentials = CredentialRetrieverFactory.forImage(parsed, this::log);
    return RegistryImage.named(parsed)
        .addCredentialRetriever(credentials.dockerConfig())
        .addCredentialRetriever(credentials.wellKnownCredentialHelpers());
  }

  /** What the image is called where it is loaded from the file. */
  private String localName() {
    String name = function.project().name().toLowerCase(Locale.ROOT);
    return name.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "") + ":latest";
  }
}
