package dev.snapstart.crac;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerTest {

  @TempDir private Path directory;

  @Test
  void waitsForTheLastLine() throws Exception {
    assertThat(read("")).isNull();
    assertThat(read("failed=no\n#en")).isNull();
    assertThat(read("failed=no\n#end\n").failure()).isEqualTo("no");
  }

  @Test
  void tellsACloneOfItsLauncher() throws Exception {
    Answer answer = read("launcher=/tmp/x\nrefusal=why not\n#end\n");
    assertThat(answer.failure()).isNull();
    assertThat(answer.launcher()).isEqualTo("/tmp/x");
    assertThat(answer.refusal()).isEqualTo("why not");
    assertThat(read("launcher=/tmp/x\n#end\n").refusal()).isNull();
  }

  @Test
  void makesEnvironmentAndPropertiesThoseOfTheRestore() throws Exception {
    String before = RestoredEnvironment.get("PATH");
    assertThat(before).isEqualTo(System.getenv("PATH"));
    try {
      read("environment.AnswerTest=a\\nb\nproperty.answer.test=\\u00e9\n#end\n").apply();
      assertThat(RestoredEnvironment.get("AnswerTest")).isEqualTo("a\nb");
      assertThat(RestoredEnvironment.get("PATH")).isEqualTo(before);
      assertThat(RestoredEnvironment.get("no such variable")).isNull();
      assertThat(RestoredEnvironment.all()).containsAllEntriesOf(System.getenv());
      assertThat(RestoredEnvironment.all()).containsEntry("AnswerTest", "a\nb");
      assertThat(System.getProperty("answer.test")).isEqualTo("é");
      read("environment.Other=c\n#end\n").apply();
      assertThat(RestoredEnvironment.get("AnswerTest")).isNull();
    } finally {
      System.clearProperty("answer.test");
      read("#end\n").apply();
    }
  }

  private Answer read(String text) throws IOException {
    Path file = Files.write(directory.resolve("answer"), text.getBytes(ISO_8859_1));
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
      return Answer.read(open);
    }
  }
}
