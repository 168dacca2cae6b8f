package dev.snapstart.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report in lines of text. */
final class TextReport {

  private static final int ROWS = 10;
  private static final double MEGABYTE = 1e6;

  private final AuditReport report;
  private final StringBuilder text = new StringBuilder();

  TextReport(AuditReport report) {
    this.report = report;
  }

  @Override
  public String toString() {
    text.setLength(0);
    report.findings().forEach(each -> line(each.toString()));
    report.unusedAllowances().forEach(each -> line("UNUSED entry of the allow-list: " + each));
    summary();
    sizes(report.sizes());
    classes(report.classUse());
    return text.toString();
  }

  private void summary() {
    int errors = report.open(Severity.ERROR).size();
    int warnings = report.open(Severity.WARNING).size() - errors;
    int notes = report.open(Severity.NOTE).size() - errors - warnings;
    long mitigated = count(Finding.Status.MITIGATED);
    long allowed = count(Finding.Status.ALLOWED);
    line(
        "audit: "
            + errors
            + " errors, "
            + warnings
            + " warnings, "
            + notes
            + " notes; "
            + mitigated
            + " mitigated by hooks, "
            + allowed
            + " allowed");
    int harmless = report.quiet().values().stream().mapToInt(each -> each).sum();
    line(harmless + " objects look like hazards and are none (--json tells which)");
  }

  private long count(Finding.Status status) {
    return report.findings().stream().filter(each -> each.status() == status).count();
  }

  private void sizes(@Nullable SizeView sizes) {
    if (sizes == null) {
      return;
    }
    line("");
    line(
        String.format(
            Locale.ROOT,
            "the heap of the snapshot: %,d objects, %.1f MB",
            sizes.objects(),
            sizes.totalBytes() / MEGABYTE));
    table("retained by package", sizes.packages());
    table("retained by class", sizes.classes());
    table("retained by root", sizes.roots());
  }

  private void table(String title, List<SizeView.Row> rows) {
    line("");
    line(
        String.format(
            Locale.ROOT, "%12s %12s %10s  %s", "retained MB", "own MB", "objects", title));
    rows.stream()
        .limit(ROWS)
        .forEach(row ->
            line(
                String.format(
                    Locale.ROOT,
                    "%12.2f %12.2f %,10d  %s",
                    row.retained() / MEGABYTE,
                    row.bytes() / MEGABYTE,
                    row.objects(),
                    row.name())));
  }

  private void classes(@Nullable ClassUse use) {
    if (use == null) {
      return;
    }
    line("");
    line(
        use.loaded().size()
            + " classes of the function and its libraries are loaded by init, "
            + use.unused().size()
            + " of them ran nothing in the invocations:");
    use.unusedByPackage().entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .limit(ROWS)
        .forEach(
            each -> line(String.format(Locale.ROOT, "%,12d  %s", each.getValue(), each.getKey())));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
