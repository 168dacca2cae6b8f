package dev.snapstart.maven;

import java.util.List;

/** What a function starts from besides its jars. */
enum ArchiveKind {

  /** {@link #AOT} where the JDK writes one, {@link #APPCDS} elsewhere. */
  AUTO("", "", "", ""),

  /** An AOT cache: classes loaded and linked, profiles; JDK 25 and newer. */
  AOT(
      "function.aot",
      // its own lines, up to five of them, say less than the one of the runtime
      Words.AT_ITS_ADDRESS + "-XX:AOTCache=function.aot -Xlog:aot*=off",
      "-XX:AOTCacheOutput=function.aot",
      "-XX:AOTMode=on"),

  /** An archive of application class data on top of the JDK's own. */
  APPCDS(
      "function.jsa",
      Words.AT_ITS_ADDRESS + "-XX:SharedArchiveFile=function.jsa -Xshare:auto",
      "-XX:ArchiveClassesAtExit=function.jsa",
      "-Xshare:on"),

  /** Nothing of the function. */
  NONE("", "", "", "");

  private final String fileName;
  private final String startOptions;
  private final String recordOption;
  private final String requireOption;

  ArchiveKind(String fileName, String startOptions, String recordOption, String requireOption) {
    this.fileName = fileName;
    this.startOptions = startOptions;
    this.recordOption = recordOption;
    this.requireOption = requireOption;
  }

  /** Beside the bootstrap; empty if there is none. */
  String fileName() {
    return fileName;
  }

  /** With which a JVM uses it. */
  List<String> startOptions() {
    return startOptions.isEmpty() ? List.of() : List.of(startOptions.split(" ", -1));
  }

  /** With which a JVM writes it when it ends. */
  String recordOption() {
    return recordOption;
  }

  /** With which a JVM that cannot use it does not start. */
  String requireOption() {
    return requireOption;
  }

  /**
   * The one that is meant.
   *
   * @throws PackagingException if the JDK cannot write it
   */
  ArchiveKind on(Jdk jdk) throws PackagingException {
    if (this == AUTO) {
      return jdk.writesAotCache() ? AOT : APPCDS;
    }
    if (this == AOT && !jdk.writesAotCache()) {
      throw new PackagingException(
          "cannot write an AOT cache with JDK "
              + jdk.version()
              + " at "
              + jdk.home()
              + ": expected 25 or newer; take <archive>auto</archive>, which is AppCDS there"
              + " [PACKAGE_NO_AOT_CACHE]");
    }
    return this;
  }

  /** A constant of its own type, because those of an enum come first. */
  private static final class Words {

    /** The one that it was written for, where nothing in it has to be changed. */
    static final String AT_ITS_ADDRESS =
        "-XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 ";
  }
}
