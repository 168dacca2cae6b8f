package dev.snapstart.rules;

import edu.umd.cs.findbugs.BugInstance;
import edu.umd.cs.findbugs.Detector2;
import edu.umd.cs.findbugs.MethodAnnotation;
import edu.umd.cs.findbugs.Priorities;
import edu.umd.cs.findbugs.SourceLineAnnotation;
import edu.umd.cs.findbugs.StringAnnotation;

/** Tells SpotBugs of findings. */
final class BugReport {

  private final Detector2 detector;

  BugReport(Detector2 detector) {
    this.detector = detector;
  }

  BugInstance of(Finding finding) {
    Explanation explanation = new Explanation(finding);
    BugInstance bug =
        new BugInstance(detector, finding.pattern().name(), priority(finding.priority()));
    bug.addClass(Names.dotted(finding.className()));
    bug.add(method(finding.arrival().method()));
    bug.add(line(finding.arrival().method(), finding.line()));
    bug.add(string(finding.subject()));
    bug.add(string(explanation.reason()));
    bug.add(string(explanation.way()));
    bug.add(string(finding.pattern().remedy()));
    for (Arrival at = finding.arrival(); at.caller() != null; at = at.caller()) {
      MethodAnnotation caller = method(at.caller().method());
      caller.setDescription(MethodAnnotation.METHOD_CALLED);
      bug.add(caller);
      SourceLineAnnotation line = line(at.caller().method(), at.line());
      line.setDescription(SourceLineAnnotation.ROLE_PATH_CONTINUES);
      bug.add(line);
    }
    return bug;
  }

  private static int priority(Priority priority) {
    return switch (priority) {
      case HIGH -> Priorities.HIGH_PRIORITY;
      case MEDIUM -> Priorities.NORMAL_PRIORITY;
      default -> Priorities.LOW_PRIORITY;
    };
  }

  private static StringAnnotation string(String text) {
    return new StringAnnotation(text);
  }

  private static MethodAnnotation method(MethodModel method) {
    MethodReference written = method.written();
    MethodModel model = method.owner().method(written.name(), written.descriptor());
    return new MethodAnnotation(
        Names.dotted(written.owner()),
        written.name(),
        written.descriptor(),
        (model == null ? method : model).isStatic());
  }

  private static SourceLineAnnotation line(MethodModel method, int line) {
    String file = method.owner().sourceFile();
    return new SourceLineAnnotation(
        Names.dotted(method.owner().name()), file == null ? "" : file, line, line, 0, 0);
  }
}
