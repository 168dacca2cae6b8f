package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.dynamodbv2.model.AttributeValue;
import com.amazonaws.services.dynamodbv2.model.StreamRecord;
import com.amazonaws.services.s3.event.S3EventNotification;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Events in the classes of AWS's SDK for Java 1, which older versions of the events library use.
 */
class SdkModelsTest {

  /** As in events of the library's version 2. */
  public static final class Stream {
    private List<Change> records;

    public List<Change> getRecords() {
      return records;
    }

    public void setRecords(List<Change> records) {
      this.records = records;
    }
  }

  /** A change of a table. */
  public static final class Change {
    private StreamRecord dynamodb;

    public StreamRecord getDynamodb() {
      return dynamodb;
    }

    public void setDynamodb(StreamRecord dynamodb) {
      this.dynamodb = dynamodb;
    }
  }

  private final EventCodec codec = new JsonCodec();

  @Test
  void readsAndWritesEventsOfS3() throws IOException {
    String sample = new String(RicEventsTest.bytes("S3Event"), StandardCharsets.UTF_8);
    S3EventNotification event = decode(S3EventNotification.class, sample);

    S3EventNotification.S3EventNotificationRecord record = event.getRecords().get(0);
    assertThat(record.getS3().getObject().getUrlDecodedKey()).isEqualTo("happy face!.jpg");
    assertThat(record.getEventTime().toInstant()).hasToString("2024-01-02T03:04:05.678Z");
    assertThat(record.getGlacierEventData()).isNull();
    assertThat(JSON.std.anyFrom(encode(S3EventNotification.class, event)))
        .isEqualTo(JSON.std.anyFrom(sample));
  }

  @Test
  void readsAndWritesWhatS3TellsOfSingleKindsOfEvents() throws IOException {
    String sample =
        """
        {"Records":[{"eventName":"ObjectRestore:Completed","glacierEventData":{"restoreEventData":{\
        "lifecycleRestorationExpiryTime":"1970-01-01T00:01:00.000Z","lifecycleRestoreStorageClass":"GLACIER"}},\
        "replicationEventData":{"replicationRuleId":"r"}}]}\
        """;
    S3EventNotification event = decode(S3EventNotification.class, sample);

    S3EventNotification.S3EventNotificationRecord record = event.getRecords().get(0);
    assertThat(
            record
                .getGlacierEventData()
                .getRestoreEventData()
                .getLifecycleRestorationExpiryTime()
                .getMillis())
        .isEqualTo(60_000);
    assertThat(record.getReplicationEventDataEntity().getReplicationRuleId()).isEqualTo("r");
    assertThat(encode(S3EventNotification.class, event))
        .contains("\"lifecycleRestorationExpiryTime\":\"1970-01-01T00:01:00.000Z\"")
        .contains("\"replicationEventData\":{\"replicationRuleId\":\"r\"");
  }

  @Test
  void readsAndWritesAttributesOfDynamoDb() throws IOException {
    String event =
        """
        {"records":[{"dynamodb":{"Keys":{"Id":{"N":"101"}},"NewImage":{"Text":{"S":"hello"},\
        "Set":{"SS":["a","b"]},"Flag":{"BOOL":true},"Bytes":{"B":"aGVsbG8="},\
        "Map":{"M":{"in":{"L":[{"S":"deep"}]}}}},"SequenceNumber":"111","SizeBytes":26,\
        "StreamViewType":"NEW_IMAGE","ApproximateCreationDateTime":1545084650}}]}\
        """;
    Stream stream = decode(Stream.class, event);

    StreamRecord record = stream.getRecords().get(0).getDynamodb();
    Map<String, AttributeValue> image = record.getNewImage();
    assertThat(record.getKeys().get("Id").getN()).isEqualTo("101");
    assertThat(image.get("Text").getS()).isEqualTo("hello");
    assertThat(image.get("Set").getSS()).containsExactly("a", "b");
    assertThat(image.get("Flag").getBOOL()).isTrue();
    assertThat(image.get("Bytes").getB())
        .isEqualTo(ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8)));
    assertThat(image.get("Map").getM().get("in").getL().get(0).getS()).isEqualTo("deep");
    assertThat(record.getApproximateCreationDateTime()).hasTime(1_545_084_650_000L);
    assertThat(encode(Stream.class, stream))
        .contains("\"Id\":{\"N\":\"101\"}", "\"SS\":[\"a\",\"b\"]", "\"SequenceNumber\":\"111\"");
  }

  @SuppressWarnings("unchecked")
  private <T> T decode(Class<T> type, String json) throws IOException {
    return (T) codec.decoder(type).decode(json.getBytes(StandardCharsets.UTF_8));
  }

  private String encode(Type type, Object value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    codec.encoder(type).encode(value, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
