package dev.snapstart.benchmarks.process;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A function that is measured, with the event that it gets. */
public enum FunctionKind {
  STREAM("stream", "plain", "Echo", "{\"id\":\"order-1\"}"),
  POJO(
      "beans",
      "plain",
      "Orders",
      "{\"id\":\"order-1\",\"customer\":\"Ada\",\"express\":true,\"items\":["
          + "{\"product\":\"tea\",\"quantity\":2,\"price\":3.5},"
          + "{\"product\":\"cup\",\"quantity\":1,\"price\":12.0}]}"),
  SQS(
      "SQS event",
      "plain",
      "Queue",
      "{\"Records\":[{\"messageId\":\"059f36b4-87a3-44ab-83d2-661975830a7d\",\"receiptHandle\":\"AQEB\","
          + "\"body\":\"Test message.\",\"attributes\":{\"ApproximateReceiveCount\":\"1\","
          + "\"SentTimestamp\":\"1545082649183\",\"SenderId\":\"AIDA\","
          + "\"ApproximateFirstReceiveTimestamp\":\"1545082649185\"},\"messageAttributes\":{},"
          + "\"md5OfBody\":\"e4e68fb7bd0e697a0ae8f1bb342846b3\",\"eventSource\":\"aws:sqs\","
          + "\"eventSourceARN\":\"arn:aws:sqs:us-east-2:123456789012:q\",\"awsRegion\":\"us-east-2\"}]}"),
  HTTP(
      "HTTP event",
      "plain",
      "Http",
      "{\"version\":\"2.0\",\"routeKey\":\"$default\",\"rawPath\":\"/orders\",\"rawQueryString\":\"a=1\","
          + "\"headers\":{\"host\":\"example.com\",\"accept\":\"*/*\"},\"requestContext\":{"
          + "\"accountId\":\"123456789012\",\"apiId\":\"api\",\"domainName\":\"example.com\","
          + "\"http\":{\"method\":\"GET\",\"path\":\"/orders\",\"protocol\":\"HTTP/1.1\","
          + "\"sourceIp\":\"192.0.2.1\",\"userAgent\":\"agent\"},\"requestId\":\"id\","
          + "\"routeKey\":\"$default\",\"stage\":\"$default\",\"timeEpoch\":1583348638390},"
          + "\"isBase64Encoded\":false}"),
  SDK("AWS SDK 2 (DynamoDB)", "sdk", "Table", "{\"id\":\"order-1\"}"),
  SPRING("Spring Boot, 161 beans", "spring", "SpringFunction", "\"joe\"");

  private final String description;
  private final String module;
  private final String type;
  private final String event;

  FunctionKind(String description, String module, String type, String event) {
    this.description = description;
    this.module = module;
    this.type = type;
    this.event = event;
  }

  /** For people who have not seen its code. */
  public String description() {
    return description;
  }

  /** The module of {@code benchmarks/functions} that has it. */
  public String module() {
    return module;
  }

  public String handler() {
    return "dev.snapstart.benchmarks.functions." + module + "." + type;
  }

  public byte[] event() {
    return event.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
