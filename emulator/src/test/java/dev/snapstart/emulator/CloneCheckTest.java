package dev.snapstart.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.snapstart.emulator.CloneCheck.Kind;
import dev.snapstart.emulator.CloneCheck.Repeat;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CloneCheckTest {

  private static final Instant RESTORED = Instant.parse("2026-11-21T12:00:00.500Z");

  private final CloneCheck check =
      new CloneCheck(RESTORED, bytes("{'sku':'1'}", "{'sku':'2'}", "{'sku':'1'}", "{'sku':'2'}"));

  @Test
  void findsASequenceThatClonesShare() {
    check.add(
        bytes("{'number':'a-1'}", "{'number':'a-2'}", "{'number':'a-3'}", "{'number':'a-4'}"));
    check.add(
        bytes("{'number':'b-1'}", "{'number':'b-2'}", "{'number':'b-3'}", "{'number':'b-4'}"));
    check.add(
        bytes("{'number':'a-1'}", "{'number':'a-2'}", "{'number':'a-3'}", "{'number':'a-4'}"));
    assertThat(check.repeats())
        .containsExactly(new Repeat("$.number", Kind.SEQUENCE, "a-1", Set.of(1, 3)))
        .first()
        .hasToString("$.number: the same sequence of values in clones [1, 3], such as \"a-1\"");
  }

  @Test
  void findsIdsAndMomentsOfBeforeTheSnapshot() {
    String answer =
        "{'id':'123e4567-e89b-12d3-a456-426614174000','token':'00ff00ff00ff00ff',"
            + "'since':'2026-11-21T10:00:00Z','millis':1795249863490,'random':-8412345678912345}";
    check.add(bytes(answer, answer, answer, answer));
    check.add(bytes(answer, answer, answer, answer));
    assertThat(check.repeats())
        .extracting(Repeat::path, Repeat::kind)
        .containsExactly(
            tuple("$.id", Kind.ID),
            tuple("$.millis", Kind.TIME),
            tuple("$.random", Kind.ID),
            tuple("$.since", Kind.TIME),
            tuple("$.token", Kind.ID));
  }

  /** What is told in whole seconds may be later than it looks. */
  @Test
  void leavesAloneMomentsOfAfterTheRestore() {
    String answer =
        "{'now':'2026-11-21T12:00:00.600Z','second':'2026-11-21T12:00:00Z',"
            + "'day':'2026-11-21T00:00:00Z','stale':'2026-11-21T11:59:59Z'}";
    check.add(bytes(answer, answer, answer, answer));
    check.add(bytes(answer, answer, answer, answer));
    assertThat(check.repeats()).extracting(Repeat::path).containsExactly("$.stale");
  }

  @Test
  void findsPortsAndLogStreamsOfBeforeTheSnapshot() {
    String answer =
        "{'port':40123,'localPort':60999,'databasePort':5432,'reports':40123,'report':40123,"
            + "'stream':'2026/11/21/[$LATEST]0123456789abcdef0123456789abcdef'}";
    check.add(bytes(answer, answer, answer, answer));
    check.add(bytes(answer, answer, answer, answer));
    assertThat(check.repeats())
        .extracting(Repeat::path, Repeat::kind)
        .containsExactly(
            tuple("$.localPort", Kind.PORT),
            tuple("$.port", Kind.PORT),
            tuple("$.stream", Kind.LOG_STREAM));
  }

  @Test
  void leavesAloneWhatFollowsFromTheEvent() {
    List<byte[]> answers =
        bytes(
            "{'total':10,'sku':'1','status':'ok'}",
            "{'total':20,'sku':'2','status':'ok'}",
            "{'total':10,'sku':'1','status':'ok'}",
            "{'total':20,'sku':'2','status':'ok'}");
    check.add(answers);
    check.add(answers);
    assertThat(check.repeats()).isEmpty();
  }

  @Test
  void leavesAloneAnIdThatTheEventBrought() {
    String id = "{'id':'123e4567-e89b-12d3-a456-426614174000'}";
    CloneCheck echo = new CloneCheck(RESTORED, bytes(id, id));
    echo.add(bytes(id, id));
    echo.add(bytes(id, id));
    assertThat(echo.repeats()).isEmpty();
  }

  @Test
  void looksIntoBodiesAndAnswersThatAreNoJson() {
    CloneCheck http = new CloneCheck(RESTORED, bytes("{}", "{}"));
    List<byte[]> answers =
        bytes("{'body':'{\\'n\\':[{\\'id\\':1}]}'}", "{'body':'{\\'n\\':[{\\'id\\':2}]}'}");
    http.add(answers);
    http.add(answers);
    assertThat(http.repeats()).extracting(Repeat::path).containsExactly("$.body.n[0].id");
    CloneCheck text = new CloneCheck(RESTORED, bytes("x", "x"));
    text.add(bytes("first", "second"));
    text.add(bytes("first", "second"));
    assertThat(text.repeats()).extracting(Repeat::path).containsExactly("$");
  }

  private static List<byte[]> bytes(String... texts) {
    return Arrays.stream(texts).map(text -> text.replace('\'', '"').getBytes(UTF_8)).toList();
  }
}
