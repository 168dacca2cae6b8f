package dev.snapstart.rules;

import edu.umd.cs.findbugs.BugReporter;
import edu.umd.cs.findbugs.Detector2;
import edu.umd.cs.findbugs.classfile.CheckedAnalysisException;
import edu.umd.cs.findbugs.classfile.ClassDescriptor;
import edu.umd.cs.findbugs.classfile.DescriptorFactory;
import edu.umd.cs.findbugs.classfile.Global;
import edu.umd.cs.findbugs.classfile.analysis.ClassData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What SpotBugs loads: notes each class as it comes by, and analyses all of them at the end. Not
 * thread-safe, as SpotBugs calls detectors one by one.
 */
public final class SnapshotDetector implements Detector2 {

  /** Names a file for the findings as SARIF. */
  private static final String SARIF_PROPERTY = "snapstart.rules.sarif";

  private final BugReporter reporter;
  private final Unread unread = new Unread();
  private final Program program = new Program(SnapshotDetector::classFile, unread);

  /**
   * Called by SpotBugs.
   *
   * @param reporter takes what is found
   */
  public SnapshotDetector(BugReporter reporter) {
    this.reporter = reporter;
  }

  @Override
  public void visitClass(ClassDescriptor type) {
    program.add(type.getClassName());
  }

  @Override
  public void finishPass() {
    List<Finding> findings = new Analysis(program, Sinks.load(), Template.load()).run();
    BugReport report = new BugReport(this);
    for (Finding finding : findings) {
      reporter.reportBug(report.of(finding));
    }
    unread
        .reasons()
        .forEach((what, why) ->
            reporter.logError(
                "cannot read "
                    + what
                    + ": "
                    + why
                    + "; nothing is found in it: compile it again, or look through it yourself"
                    + " [RULES_UNREAD]"));
    writeSarif(findings);
  }

  @Override
  public String getDetectorClassName() {
    return SnapshotDetector.class.getName();
  }

  private static void writeSarif(List<Finding> findings) {
    String file = System.getProperty(SARIF_PROPERTY);
    if (file != null) {
      try {
        Files.writeString(Path.of(file), new Sarif(Path.of("")).of(findings));
      } catch (IOException e) {
        throw new IllegalStateException(
            "cannot write findings to "
                + file
                + ", which -D"
                + SARIF_PROPERTY
                + " names: "
                + e
                + "; expected a file in a directory that is there and can be written"
                + " [RULES_NO_SARIF]",
            e);
      }
    }
  }

  private static byte @Nullable [] classFile(String name) {
    ClassDescriptor type = DescriptorFactory.createClassDescriptor(name);
    try {
      return Global.getAnalysisCache().getClassAnalysis(ClassData.class, type).getData();
    } catch (CheckedAnalysisException e) {
      return null;
    }
  }
}
