package dev.snapstart.runtime;

import org.jspecify.annotations.Nullable;

/** The AOT cache or the AppCDS archive that the function's bootstrap gave the JVM. */
final class StartupArchive {

  private static final String NAME_PROPERTY = "snapstart.archive";

  private StartupArchive() {}

  /**
   * Why the function starts more slowly than it was packaged to; null if it does not. The JVM says
   * nothing of it, or five lines.
   */
  static @Nullable String misfit() {
    return misfit(System.getProperty(NAME_PROPERTY), System.getProperty("java.vm.info", ""));
  }

  static @Nullable String misfit(@Nullable String archive, String vmInfo) {
    return archive == null || vmInfo.contains("sharing")
        ? null
        : "the start-up archive "
            .concat(archive)
            .concat(
                " does not fit the JVM's options or the function's jars; the function starts"
                    + " without it, more slowly: package it with the options that it runs with"
                    + " (SNAPSTART_JAVA_OPTIONS=")
            .concat(archive.endsWith(".aot") ? "-Xlog:aot" : "-Xlog:cds")
            .concat(" tells what differs) [RUNTIME_ARCHIVE_UNUSABLE]");
  }
}
