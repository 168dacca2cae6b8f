package dev.snapstart.benchmarks.process;

import java.nio.file.Path;
import java.util.List;

/** How a function comes to life; where something was left behind for it, by no other way. */
public enum StartMode {
  PLAIN("plain"),
  APP_CDS("AppCDS"),
  AOT("AOT cache"),
  /** An AOT cache and the options of the bootstrap that snapstart-maven-plugin writes. */
  PACKAGED("packaged"),
  RESTORED("restored"),
  PRIMED("restored after priming");

  private final String label;

  StartMode(String label) {
    this.label = label;
  }

  /** Whether a run before it leaves an archive of classes. */
  public boolean isTrained() {
    return this == APP_CDS || this == AOT || this == PACKAGED;
  }

  /** Whether it is a clone of a process that was initialised before. */
  public boolean isRestored() {
    return this == RESTORED || this == PRIMED;
  }

  /** Whether a JVM of this version can start so. */
  public boolean fits(int javaVersion) {
    return (this != AOT && this != PACKAGED) || javaVersion >= 25;
  }

  /** Options of the run that leaves an archive behind. */
  public List<String> training(Path archive) {
    return switch (this) {
      case APP_CDS -> List.of("-XX:ArchiveClassesAtExit=" + archive);
      case AOT, PACKAGED -> List.of("-XX:AOTCacheOutput=" + archive);
      case PLAIN, RESTORED, PRIMED -> List.of();
    };
  }

  /** Options of the runs that are measured; the JVM ends if it cannot use the archive. */
  public List<String> options(Path archive) {
    return switch (this) {
      case APP_CDS -> List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:on");
      case AOT -> List.of("-XX:AOTCache=" + archive, "-XX:AOTMode=on");
      case PACKAGED ->
          List.of(
              "-XX:AOTCache=" + archive,
              "-XX:AOTMode=on",
              "-XX:-UsePerfData",
              "-XX:+UnlockDiagnosticVMOptions",
              "-XX:ArchiveRelocationMode=0");
      case PLAIN, RESTORED, PRIMED -> List.of();
    };
  }

  @Override
  public String toString() {
    return label;
  }
}
