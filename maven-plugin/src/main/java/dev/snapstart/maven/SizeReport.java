package dev.snapstart.maven;

import dev.snapstart.maven.StagedFunction.File;
import dev.snapstart.maven.StagedFunction.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How large a function is, and what of it.
 *
 * @param function what is measured
 */
record SizeReport(StagedFunction function) {

  /**
   * <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Quotas</a>.
   */
  static final long LIMIT = 250L * 1024 * 1024;

  private static final int LARGEST = 8;

  /** A line for each part. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<Part, List<File>> part : function.byPart().entrySet()) {
      List<File> files = part.getValue();
      long bytes = files.stream().mapToLong(File::bytes).sum();
      lines.add(
          String.format(
              Locale.ROOT,
              "%-16s %7s MB  %4d %s",
              part.getKey(),
              megabytes(bytes),
              files.size(),
              files.size() == 1 ? "file" : "files"));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%-16s %7s MB  of %s MB",
            "unzipped",
            megabytes(function.bytes()),
            megabytes(LIMIT)));
    return lines;
  }

  /**
   * Looks whether Lambda takes it as a ZIP.
   *
   * @throws PackagingException if it is too large, with what is
   */
  void requireZipSize() throws PackagingException {
    requireWithin(LIMIT);
  }

  /** The same with another limit. */
  void requireWithin(long limit) throws PackagingException {
    if (function.bytes() <= limit) {
      return;
    }
    StringBuilder largest = new StringBuilder();
    function.files().stream()
        .sorted(Comparator.comparingLong(File::bytes).reversed())
        .limit(LARGEST)
        .forEach(file ->
            largest
                .append("\n  ")
                .append(String.format(Locale.ROOT, "%7s MB  ", megabytes(file.bytes())))
                .append(file.path()));
    throw new PackagingException(
        "cannot package \""
            + function.project().name()
            + "\" as a ZIP: it has "
            + megabytes(function.bytes())
            + " MB unzipped, Lambda takes "
            + megabytes(limit)
            + " MB; take dependencies out, or ship it as an image (snapstart:image, up to 10 GB)"
            + " [PACKAGE_TOO_LARGE]"
            + "\n  "
            + String.join("\n  ", lines())
            + "\nThe largest files are"
            + largest);
  }

  static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / 1048576.0);
  }
}
