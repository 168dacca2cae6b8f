package dev.snapstart.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A report as one page: a template with the report's JSON in it. */
final class HtmlReport {

  private static final String PLACE = "/*REPORT*/null";

  private HtmlReport() {}

  static String of(String json) {
    try (InputStream in =
        Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.html"))) {
      String page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      // nothing of a heap may end the script
      return page.replace(PLACE, json.replace("<", "\\u003c"));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read a file of this jar", e);
    }
  }
}
