package dev.snapstart.benchmarks.codec;

/** What reads events and writes results. */
public enum Library {
  /** Our runtime's own. */
  OURS("ours"),
  /** aws-lambda-java-serialization, which AWS's runtime interface client uses. */
  SERIALIZATION("AWS's"),
  /** What one would take who knows neither. */
  JACKSON("Jackson");

  private final String label;

  Library(String label) {
    this.label = label;
  }

  /**
   * Whether it can. Jackson knows nothing of AWS's S3 events, which have no constructors that it
   * could call.
   */
  public boolean fits(Document document) {
    return this != JACKSON || document != Document.S3;
  }

  @Override
  public String toString() {
    return label;
  }
}
