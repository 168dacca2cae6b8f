package dev.snapstart.benchmarks.rules;

import edu.umd.cs.findbugs.BugReporter;
import edu.umd.cs.findbugs.Detector2;
import edu.umd.cs.findbugs.classfile.ClassDescriptor;

/** Finds nothing: what SpotBugs itself takes to show it each class. */
public final class NoDetector implements Detector2 {

  /**
   * Called by SpotBugs.
   *
   * @param reporter is told nothing
   */
  public NoDetector(BugReporter reporter) {}

  @Override
  public void visitClass(ClassDescriptor type) {}

  @Override
  public void finishPass() {}

  @Override
  public String getDetectorClassName() {
    return NoDetector.class.getName();
  }
}
