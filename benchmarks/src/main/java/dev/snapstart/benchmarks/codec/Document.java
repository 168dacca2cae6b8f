package dev.snapstart.benchmarks.codec;

/** An event, and what a function answers to it. */
public enum Document {
  SQS("SQS"),
  HTTP("API Gateway, HTTP"),
  S3("S3"),
  ORDER("order, 1 KB");

  private final String label;

  Document(String label) {
    this.label = label;
  }

  /** Whether there is a result of a class of AWS's or ours; nobody answers S3. */
  public boolean hasResult() {
    return this != S3;
  }

  @Override
  public String toString() {
    return label;
  }
}
