package dev.snapstart.benchmarks.codec;

import dev.snapstart.benchmarks.codec.CodecTrial.Direction;
import dev.snapstart.benchmarks.measure.Chart;
import dev.snapstart.benchmarks.measure.Findings;
import dev.snapstart.benchmarks.measure.MarkdownTable;
import dev.snapstart.benchmarks.measure.Quartiles;
import dev.snapstart.benchmarks.measure.Ratio;
import dev.snapstart.benchmarks.measure.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Times and bytes of reading and writing, by each library. */
public final class CodecTable implements Findings {

  private final Samples samples;

  public CodecTable(Samples samples) {
    this.samples = samples;
  }

  @Override
  public String markdown() {
    MarkdownTable table =
        new MarkdownTable(
            "direction",
            "document",
            "ours, ns",
            "AWS's, ns",
            "Jackson, ns",
            "ours / AWS's (95 %)",
            "ours / Jackson (95 %)",
            "ours, B",
            "AWS's, B",
            "Jackson, B");
    for (Direction direction : Direction.values()) {
      for (Document document : Document.values()) {
        List<Double> ours = forks(Library.OURS, document, direction);
        List<Double> serialization = forks(Library.SERIALIZATION, document, direction);
        List<Double> jackson = forks(Library.JACKSON, document, direction);
        if (!ours.isEmpty()) {
          List<String> row = new ArrayList<>(List.of(direction.toString(), document.toString()));
          for (List<Double> times : List.of(ours, serialization, jackson)) {
            row.add(times.isEmpty() ? "" : Quartiles.of(times).toString());
          }
          row.add(Ratio.text(ours, serialization));
          row.add(Ratio.text(ours, jackson));
          for (Library library : Library.values()) {
            row.add(of(library, document, direction).median("bytes"));
          }
          table.row(row);
        }
      }
    }
    return "Of an operation: ns, median (quartiles) of the forks' medians, and bytes that it"
        + " allocates. Jackson is an ObjectMapper that was told to ignore case and what it does not"
        + " know where it reads AWS's events; it cannot read those of S3.\n\n"
        + table;
  }

  @Override
  public List<Chart> charts() {
    List<Chart> charts = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      List<Document> documents =
          Arrays.stream(Document.values())
              .filter(document -> !of(Library.OURS, document, direction).isEmpty())
              .toList();
      Chart chart =
          new Chart(
              "Codec: " + direction, "ns", documents.stream().map(Document::toString).toList());
      for (Library library : Library.values()) {
        for (Document document : documents) {
          chart.put(library.toString(), document.toString(), forks(library, document, direction));
        }
      }
      charts.add(chart);
    }
    return charts;
  }

  /** A value a fork, as iterations of one process are not independent. */
  private List<Double> forks(Library library, Document document, Direction direction) {
    List<Double> medians = new ArrayList<>();
    for (Map<String, Object> fork : of(library, document, direction).all()) {
      medians.add(Quartiles.of(new Samples(List.of(fork)).values("nanos")).median());
    }
    return medians;
  }

  private Samples of(Library library, Document document, Direction direction) {
    return samples
        .where("library", library)
        .where("document", document)
        .where("direction", direction);
  }
}
