package dev.snapstart.emulator.handlers;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.events.SimpleIAMPolicyResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Handlers that say, or return, the events of services that they were given. */
public final class EventHandlers {

  public EventHandlers() {}

  public String sqs(SQSEvent event) {
    SQSEvent.SQSMessage message = event.getRecords().get(0);
    return message.getMessageId() + " " + message.getBody() + " " + message.getEventSourceArn();
  }

  public String sns(SNSEvent event) {
    SNSEvent.SNS sns = event.getRecords().get(0).getSNS();
    return sns.getMessageId() + " " + sns.getMessage() + " " + sns.getTimestamp().getMillis();
  }

  public String s3(S3Event event) {
    S3EventNotificationRecord record = event.getRecords().get(0);
    return record.getS3().getBucket().getName()
        + " "
        + record.getS3().getObject().getKey()
        + " "
        + record.getS3().getObject().getUrlDecodedKey()
        + " "
        + record.getEventTime().getMillis();
  }

  public String scheduled(ScheduledEvent event) {
    return event.getDetailType() + " " + event.getTime().getMillis() + " " + event.getDetail();
  }

  public String kinesis(KinesisEvent event) {
    KinesisEvent.KinesisEventRecord record = event.getRecords().get(0);
    return StandardCharsets.UTF_8.decode(record.getKinesis().getData())
        + " "
        + record.getKinesis().getApproximateArrivalTimestamp().getTime()
        + " "
        + record.getEventSourceARN();
  }

  public String dynamodb(DynamodbEvent event) {
    DynamodbEvent.DynamodbStreamRecord record = event.getRecords().get(0);
    Map<String, AttributeValue> image = record.getDynamodb().getNewImage();
    return record.getDynamodb().getKeys().get("Id").getN()
        + " "
        + image.get("Text").getS()
        + " "
        + image.get("Set").getSS()
        + " "
        + image.get("Flag").getBOOL()
        + " "
        + image.get("Map").getM().get("in").getL().get(0).getS()
        + " "
        + record.getDynamodb().getApproximateCreationDateTime().getTime();
  }

  public String http(APIGatewayV2HTTPEvent event) {
    return event.getRequestContext().getHttp().getMethod()
        + " "
        + event.getRawPath()
        + " "
        + event.getBody()
        + " "
        + event.getCookies()
        + " "
        + event.getRequestContext().getTimeEpoch();
  }

  public SQSEvent sameSqs(SQSEvent event) {
    return event;
  }

  public SNSEvent sameSns(SNSEvent event) {
    return event;
  }

  public ScheduledEvent sameScheduled(ScheduledEvent event) {
    return event;
  }

  public DynamodbEvent sameDynamodb(DynamodbEvent event) {
    return event;
  }

  public String sqsList(List<SQSEvent> events) {
    return events.get(0).getRecords().get(0).getMessageId();
  }

  public String sqsHeir(MyEvent event) {
    return event.getRecords().get(0).getMessageId();
  }

  public String sqsField(Wrapper wrapper) {
    return wrapper.event.getRecords().get(0).getMessageId();
  }

  public Object response(String what) {
    return switch (what) {
      case "batch" -> new SQSBatchResponse(List.of(new BatchItemFailure("m1")));
      case "http" ->
          APIGatewayV2HTTPResponse.builder()
              .withStatusCode(201)
              .withHeaders(Map.of("h", "v"))
              .withBody("hello")
              .build();
      case "policy" ->
          IamPolicyResponse.builder()
              .withPrincipalId("p")
              .withPolicyDocument(
                  IamPolicyResponse.PolicyDocument.builder()
                      .withVersion(IamPolicyResponse.VERSION_2012_10_17)
                      .withStatement(List.of(IamPolicyResponse.allowStatement("arn:x")))
                      .build())
              .build();
      case "authorized" -> SimpleIAMPolicyResponse.builder().withIsAuthorized(true).build();
      default -> throw new IllegalArgumentException("cannot return \"" + what + "\"");
    };
  }

  /** A user's own. */
  public static final class MyEvent extends SQSEvent {

    private static final long serialVersionUID = 1L;

    public MyEvent() {}
  }

  /** An event within something else. */
  public static final class Wrapper {

    private SQSEvent event;

    public Wrapper() {}

    public SQSEvent getEvent() {
      return event;
    }

    public void setEvent(SQSEvent event) {
      this.event = event;
    }
  }
}
