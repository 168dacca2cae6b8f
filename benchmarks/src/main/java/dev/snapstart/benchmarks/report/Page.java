package dev.snapstart.benchmarks.report;

import dev.snapstart.benchmarks.measure.Chart;
import dev.snapstart.benchmarks.measure.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** All findings on one page that needs nothing else. */
final class Page {

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>dev.snapstart: benchmarks</title>
      <style>
        body { font: 15px/1.5 sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
        table { border-collapse: collapse; font-size: 13px; }
        td, th { border-bottom: 1px solid #ddd; padding: 2px 8px; text-align: left; }
        figure { display: inline-block; margin: 1rem 1rem 0 0; }
      </style></head><body>
      <h1>dev.snapstart: benchmarks</h1>
      """;

  private static final int WIDTH = 560;
  private static final int HEIGHT = 340;

  private Page() {}

  static String of(Goals goals, Map<Section, Samples> samples) throws IOException {
    StringBuilder html = new StringBuilder(HEAD);
    html.append(html("## Goals\n\n" + goals.markdown()));
    for (Map.Entry<Section, Samples> entry : samples.entrySet()) {
      Section section = entry.getKey();
      html.append(html("## " + section.title() + "\n\n" + section.markdown(entry.getValue())));
      for (Map.Entry<String, List<Chart>> java : section.charts(entry.getValue()).entrySet()) {
        for (Chart chart : java.getValue()) {
          html.append("<figure>").append(svg(chart, java.getKey())).append("</figure>\n");
        }
      }
    }
    return html.append("</body></html>\n").toString();
  }

  private static String html(String markdown) {
    List<Extension> extensions = List.of(TablesExtension.create());
    return HtmlRenderer.builder()
        .extensions(extensions)
        .build()
        .render(Parser.builder().extensions(extensions).build().parse(markdown));
  }

  private static String svg(Chart chart, String java) throws IOException {
    CategoryChart drawn =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(chart.title() + ", Java " + java)
            .yAxisTitle(chart.unit())
            .build();
    drawn.getStyler().setLegendPosition(LegendPosition.OutsideS);
    drawn.getStyler().setXAxisLabelRotation(chart.categories().size() > 4 ? 30 : 0);
    chart
        .series()
        .forEach((name, bars) -> drawn.addSeries(name, chart.categories(), new ArrayList<>(bars)));
    String document = new String(ChartEncoder.getBytes(drawn, "svg"), StandardCharsets.UTF_8);
    // without the declarations of a document of its own
    return document.substring(document.indexOf("<svg"));
  }
}
