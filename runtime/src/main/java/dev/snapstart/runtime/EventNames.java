package dev.snapstart.runtime;

import org.jspecify.annotations.Nullable;

/**
 * How services spell the properties of {@code aws-lambda-java-events}: {@code Records}, {@code
 * eventSourceARN}, {@code detail-type}. The one place that knows; asked with the class that
 * declares the property, so that it holds for subclasses, too.
 */
final class EventNames {

  /** The property is not in JSON. */
  static final String NONE = "";

  private EventNames() {}

  /** Whether a class is of the events library, or of the SDK in the library's older versions. */
  static boolean isEvent(Class<?> type) {
    return type.getName().startsWith("com.amazonaws.services.")
        && (type.getName().startsWith("lambda.runtime.events.", 23)
            || type.getName().startsWith("s3.event.", 23)
            || type.getName().startsWith("dynamodbv2.model.", 23));
  }

  /** Whether a class is one of S3's, which have no setters but a constructor that takes all. */
  static boolean isConstructed(Class<?> type) {
    for (Class<?> c = type; c != Object.class && c != null; c = c.getSuperclass()) {
      if (c.getName().contains(".S3EventNotification") && isEvent(c)) {
        return true;
      }
    }
    return false;
  }

  /**
   * A property's name in JSON.
   *
   * @param declaring the class that declares the property
   * @param property its name as a bean's
   * @return {@link #NONE} for a property that is not in JSON; null when both names are the same and
   *     the property keeps its place. AWS's own client writes the others last.
   */
  static @Nullable String of(Class<?> declaring, String property) {
    if (!isEvent(declaring)) {
      return null;
    }
    String name = declaring.getName();
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "SQSEvent", "SNSEvent", "CloudFrontEvent", "CodeCommitEvent", "DynamodbEvent" ->
          upper(property);
      case "KinesisEvent", "S3EventNotification", "SecretsManagerRotationEvent" -> upper(property);
      case "ConnectEvent", "ConnectEvent$Details" -> upper(property);
      case "ConnectEvent$Queue" -> only(property, "name", "Name");
      case "ConnectEvent$CustomerEndpoint", "ConnectEvent$SystemEndpoint" -> upper(property);
      case "SNSEvent$SNS", "SNSEvent$MessageAttribute" -> upper(property);
      case "StreamRecord", "AttributeValue" -> upper(property);
      case "ConnectEvent$ContactData" ->
          property.equals("instanceArn") ? "InstanceARN" : upper(property);
      case "CloudFormationCustomResourceEvent" ->
          property.equals("responseUrl") ? "ResponseURL" : upper(property);
      case "SNSEvent$SNSRecord" -> property.equals("SNS") ? "Sns" : upper(property);
      case "SQSEvent$SQSMessage", "DynamodbEvent$DynamodbStreamRecord" -> arn(property);
      case "DynamodbTimeWindowEvent", "KinesisTimeWindowEvent" -> arn(property);
      case "CodeCommitEvent$Record" -> property.equals("codeCommit") ? "codecommit" : arn(property);
      case "CloudWatchLogsEvent" -> only(property, "awsLogs", "awslogs");
      case "ScheduledEvent" -> only(property, "detailType", "detail-type");
      case "S3ObjectLambdaEvent" -> only(property, "XAmzRequestId", "xAmzRequestId");
      case "Record" -> last(property);
      case "S3EventNotification$ResponseElementsEntity" ->
          property.equals("xAmzId2") ? "x-amz-id-2" : "x-amz-request-id";
      case "S3EventNotification$S3ObjectEntity" -> size(property);
      case "S3EventNotification$S3EventNotificationRecord" -> kind(property);
      default -> null;
    };
  }

  private static @Nullable String only(String property, String name, String wire) {
    return property.equals(name) ? wire : null;
  }

  private static @Nullable String arn(String property) {
    return switch (property) {
      case "eventSourceArn" -> "eventSourceARN";
      case "userIdentityArn" -> "userIdentityARN";
      default -> null;
    };
  }

  /** Names that are the same in both worlds, but that AWS's own client writes last. */
  private static @Nullable String last(String property) {
    return property.equals("eventName") || property.equals("encryptionType") ? property : null;
  }

  /** What only the SDK's records have. */
  private static @Nullable String kind(String property) {
    return switch (property) {
      case "eventNameAsEnum" -> NONE;
      case "replicationEventDataEntity" -> "replicationEventData";
      default -> null;
    };
  }

  /** An object's size is a long; the getter that makes an int of it is older. */
  private static @Nullable String size(String property) {
    return switch (property) {
      case "size" -> NONE;
      case "sizeAsLong" -> "size";
      default -> null;
    };
  }

  private static String upper(String property) {
    return Character.toUpperCase(property.charAt(0)) + property.substring(1);
  }
}
