package dev.snapstart.audit;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an audit found. Immutable; safe for use by many threads. */
public final class AuditReport {

  private final List<Finding> findings;
  private final Map<String, Integer> quiet;
  private final List<String> unusedAllowances;
  private final @Nullable SizeView sizes;
  private final @Nullable ClassUse classUse;

  AuditReport(
      List<Finding> findings,
      Map<String, Integer> quiet,
      List<String> unusedAllowances,
      @Nullable SizeView sizes,
      @Nullable ClassUse classUse) {
    this.findings = List.copyOf(findings);
    this.quiet = Map.copyOf(quiet);
    this.unusedAllowances = List.copyOf(unusedAllowances);
    this.sizes = sizes;
    this.classUse = classUse;
  }

  /**
   * All that was found.
   *
   * @return the worst first; those that are mitigated or allowed at the end
   */
  public List<Finding> findings() {
    return findings;
  }

  /**
   * What is to be done something about.
   *
   * @param least what is less severe is left out
   * @return findings that are neither mitigated nor allowed
   */
  public List<Finding> open(Severity least) {
    return findings.stream()
        .filter(each -> each.isOpen() && each.severity().compareTo(least) >= 0)
        .toList();
  }

  /**
   * Fails unless nothing is to be done; for tests.
   *
   * @throws AssertionError with all findings that are warnings or errors
   */
  public void requireClean() {
    List<Finding> open = open(Severity.WARNING);
    if (!open.isEmpty()) {
      StringBuilder message =
          new StringBuilder("the snapshot has what clones must not share [AUDIT_NOT_CLEAN]:");
      open.forEach(each -> message.append('\n').append(each));
      throw new AssertionError(message.toString());
    }
  }

  /** How many looked like hazards and are none, by what they are and why. */
  Map<String, Integer> quiet() {
    return quiet;
  }

  /** Lines of the allow-list that nothing was allowed by. */
  List<String> unusedAllowances() {
    return unusedAllowances;
  }

  @Nullable SizeView sizes() {
    return sizes;
  }

  @Nullable ClassUse classUse() {
    return classUse;
  }

  /**
   * The report for a terminal.
   *
   * @return lines
   */
  public String toText() {
    return new TextReport(this).toString();
  }

  /**
   * The report for machines.
   *
   * @return one JSON object
   */
  public String toJson() {
    try {
      return JSON.std.asString(toMap());
    } catch (IOException e) {
      throw new IllegalStateException("cannot write a map as JSON", e);
    }
  }

  /**
   * The report as one page that needs nothing else, with a treemap of what fills the snapshot.
   *
   * @return HTML in UTF-8
   */
  public String toHtml() {
    return HtmlReport.of(toJson());
  }

  private Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("open", open(Severity.NOTE).size());
    map.put("findings", findings.stream().map(Finding::toMap).toList());
    map.put("harmless", quiet);
    map.put("unusedAllowances", unusedAllowances);
    map.put("sizes", sizes == null ? null : sizes.toMap());
    map.put("classes", classUse == null ? null : classUse.toMap());
    return map;
  }
}
