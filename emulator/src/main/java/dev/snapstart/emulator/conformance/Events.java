package dev.snapstart.emulator.conformance;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;

/** Payloads of aws-lambda-java-events: one of each kind of service. */
final class Events {

  private static final String SQS =
      """
      {"Records":[{"messageId":"m1","receiptHandle":"r1","body":"hello",
       "attributes":{"ApproximateReceiveCount":"1"},"messageAttributes":{},"md5OfBody":"e4",
       "eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:us-east-1:1:q","awsRegion":"us-east-1"}]}\
      """;
  private static final String SNS =
      """
      {"Records":[{"EventVersion":"1.0","EventSource":"aws:sns","EventSubscriptionArn":"arn:s",
       "Sns":{"Type":"Notification","MessageId":"m2","TopicArn":"arn:t","Subject":"s",
       "Message":"hello","Timestamp":"2019-01-02T12:45:07.000Z"}}]}\
      """;
  private static final String S3 =
      """
      {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1",
       "eventTime":"2019-09-03T19:37:27.192Z","eventName":"ObjectCreated:Put",
       "s3":{"s3SchemaVersion":"1.0","configurationId":"c","bucket":{"name":"b","arn":"arn:b"},
       "object":{"key":"a+b%2Fc","size":1024,"eTag":"e","versionId":"","sequencer":"0"}}}]}\
      """;
  private static final String SCHEDULED =
      """
      {"id":"i","detail-type":"Scheduled Event","source":"aws.events","account":"1",
       "time":"2020-01-01T00:00:00.000Z","region":"us-east-1","resources":["arn:r"],"detail":{"k":"v"}}\
      """;
  private static final String KINESIS =
      """
      {"Records":[{"kinesis":{"kinesisSchemaVersion":"1.0","partitionKey":"p","sequenceNumber":"1",
       "data":"aGVsbG8=","approximateArrivalTimestamp":1545084650.987},"eventSource":"aws:kinesis",
       "eventVersion":"1.0","eventID":"shard:1","eventName":"aws:kinesis:record",
       "invokeIdentityArn":"arn:i","awsRegion":"us-east-1","eventSourceARN":"arn:k"}]}\
      """;
  private static final String DYNAMODB =
      """
      {"Records":[{"eventID":"1","eventName":"INSERT","eventVersion":"1.1","eventSource":"aws:dynamodb",
       "awsRegion":"us-east-1","eventSourceARN":"arn:d","dynamodb":{"Keys":{"Id":{"N":"101"}},
       "NewImage":{"Text":{"S":"hello"},"Set":{"SS":["a","b"]},"Flag":{"BOOL":true},
       "Map":{"M":{"in":{"L":[{"S":"deep"}]}}}},"SequenceNumber":"111","SizeBytes":26,
       "StreamViewType":"NEW_IMAGE","ApproximateCreationDateTime":1545084650}}]}\
      """;
  private static final String HTTP =
      """
      {"version":"2.0","routeKey":"GET /","rawPath":"/p","rawQueryString":"a=1","cookies":["c=1"],
       "headers":{"h":"v"},"queryStringParameters":{"a":"1"},"requestContext":{"accountId":"1",
       "http":{"method":"GET","path":"/p"},"stage":"$default","timeEpoch":1583348638390},
       "body":"hello","isBase64Encoded":false}\
      """;

  private Events() {}

  static void areRead(Bench bench) throws Exception {
    says(bench, "sqs", SQS, "m1 hello arn:aws:sqs:us-east-1:1:q");
    says(bench, "sns", SNS, "m2 hello 1546433107000");
    says(bench, "s3", S3, "b a+b%2Fc a b/c 1567539447192");
    says(bench, "scheduled", SCHEDULED, "Scheduled Event 1577836800000 {k=v}");
    says(bench, "kinesis", KINESIS, "hello 1545084650987 arn:k");
    says(bench, "dynamodb", DYNAMODB, "101 hello [a, b] true deep 1545084650000");
    says(bench, "http", HTTP, "GET /p hello [c=1] 1583348638390");
  }

  static void areWritten(Bench bench) throws Exception {
    Running sqs = bench.function("EventHandlers::sameSqs").start();
    Violation.unlessEqual(json(SQS), json(sqs.answer(SQS)));
    Running scheduled = bench.function("EventHandlers::sameScheduled").start();
    Violation.unlessEqual("Scheduled Event", json(scheduled.answer(SCHEDULED)).get("detail-type"));
    Running dynamodb = bench.function("EventHandlers::sameDynamodb").start();
    Violation.unlessContains("ApproximateCreationDateTime", dynamodb.answer(DYNAMODB));
    Running sns = bench.function("EventHandlers::sameSns").start();
    Violation.unlessContains("\"TopicArn\":\"arn:t\"", sns.answer(SNS));
  }

  static void areReadWithin(Bench bench) throws Exception {
    says(bench, "sqsList", "[" + SQS + "]", "m1");
    says(bench, "sqsHeir", SQS, "m1");
    says(bench, "sqsField", "{\"event\":" + SQS + "}", "m1");
  }

  static void areAnswered(Bench bench) throws Exception {
    Running running = bench.function("EventHandlers::response").start();
    Violation.unlessEqual(
        json("{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"}]}"),
        json(running.answer("\"batch\"")));
    Map<String, Object> http = json(running.answer("\"http\""));
    Violation.unlessEqual(201, http.get("statusCode"));
    Violation.unlessEqual(Map.of("h", "v"), http.get("headers"));
    Violation.unlessEqual(false, http.get("isBase64Encoded"));
    String policy = running.answer("\"policy\"");
    for (String name : new String[] {"principalId", "policyDocument", "Version", "Statement"}) {
      Violation.unlessContains('"' + name + '"', policy);
    }
    Violation.unlessEqual(true, json(running.answer("\"authorized\"")).get("isAuthorized"));
  }

  private static void says(Bench bench, String method, String event, String expected)
      throws Exception {
    Running running = bench.function("EventHandlers::" + method).start();
    Violation.unlessEqual('"' + expected + '"', running.answer(event));
  }

  private static Map<String, Object> json(String text) throws IOException {
    return JSON.std.mapFrom(text);
  }
}
