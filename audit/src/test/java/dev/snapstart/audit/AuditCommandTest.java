package dev.snapstart.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.snapstart.audit.badge.Badge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user has it. */
class AuditCommandTest {

  private static final String OWN_TEMPORARY = "tmp";

  @TempDir private Path temporary;

  private record Run(int status, String out, String err) {}

  @Test
  void isACommandOfTheEmulatorsAndTellsItsProgress() throws Exception {
    Run run = audit();
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "ERROR UUID [SNAP_UNIQUE_VALUE] dev.snapstart.audit.badge.Badge.id → java.util.UUID")
        .contains("fix: make it while handling an event")
        .contains("MITIGATED UUID")
        .contains("audit: 1 errors, 0 warnings, 0 notes; 1 mitigated by hooks, 0 allowed")
        .contains("retained by package");
    assertThat(run.err()).contains("-- reading the snapshot: ");
  }

  @Test
  void givesStatusZeroWhenAllThatIsFoundIsAllowedWithAReason() throws Exception {
    Path list = temporary.resolve("allowed.txt");
    Files.writeString(
        list,
        "# ids\nUUID | dev.snapstart.audit.badge.*.id* | it names the build\nTIMER | x | y\n");
    Run run = audit("--allow", list.toString());
    assertThat(run.out())
        .contains("ALLOWED UUID")
        .contains("it names the build")
        .contains("UNUSED entry of the allow-list: TIMER | x | y");
    assertThat(run.status()).isZero();
  }

  @Test
  void refusesAnAllowanceWithoutAReason() throws Exception {
    Path list = Files.writeString(temporary.resolve("allowed.txt"), "UUID | *\n");
    Run run = audit("--allow", list.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("cannot allow \"UUID | *\"")
        .contains("line 1")
        .contains("[AUDIT_BAD_ALLOWANCE]");
  }

  @Test
  void saysWhichFilesItCannotRead() throws Exception {
    String none = temporary.resolve("none").toString();
    Run run = audit("--allow", none);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("cannot read the allow-list " + none, "[AUDIT_CANNOT_READ]");
    assertThat(audit("--event", none).err())
        .contains("cannot read the event " + none, "[AUDIT_CANNOT_READ]");
  }

  @Test
  void saysWhereItCannotWrite() throws Exception {
    Path file = Files.createFile(temporary.resolve("file"));
    Run run = audit("--keep-dumps", file.resolve("dumps").toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("cannot make a directory for heap dumps, " + file + "/dumps")
        .contains("choose another one with --keep-dumps [AUDIT_CANNOT_WRITE]");
    run = audit("--html", file + "/page.html");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("audit: 1 errors");
    assertThat(run.err())
        .contains("cannot write the page " + file + "/page.html")
        .contains("choose another file with --html [AUDIT_CANNOT_WRITE]");
  }

  @Test
  void saysThatAJvmCannotBeDumped() throws Exception {
    Run run = audit("--jvm-option=-XX:+DisableAttachMechanism");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("jcmd says: ", "expected a JVM without -XX:+DisableAttachMechanism")
        .contains("[AUDIT_NOT_DUMPED]");
  }

  @Test
  void saysThatAFunctionIsNoJvm() throws Exception {
    String shell = "curl -s http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/next";
    Run run = audit("--", "sh", "-c", shell);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("neither it nor its children are a java, expected a JVM [AUDIT_NOT_A_JVM]");
  }

  @Test
  void saysThatNoDebuggerCanSeeWhichClassesAreUsed() throws Exception {
    List<String> options = new ArrayList<>(List.of("--event", event().toString(), "--"));
    // the agent is told of in a variable
    options.addAll(List.of("env", "-u", "JAVA_TOOL_OPTIONS"));
    options.addAll(Audited.Runtime.OURS.function(Badge.class).build().command());
    Run run = audit(options.toArray(String[]::new));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("cannot see which classes are used: the process has not said", "jdk.jdwp.agent")
        .contains("[AUDIT_NO_DEBUGGER]");
  }

  @Test
  void saysThatAnInvocationFailed() throws Exception {
    Path broken = Files.writeString(temporary.resolve("broken.json"), "{");
    Run run = audit("--event", broken.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("an invocation failed: {", "[AUDIT_INVOCATION_FAILED]");
  }

  @Test
  void printsJsonAndWritesAPage() throws Exception {
    Path page = temporary.resolve("audit.html");
    Run run = audit("--json", "--html", page.toString(), "--event", event().toString());
    Map<String, Object> report = JSON.std.mapFrom(run.out());
    assertThat(report).containsEntry("open", 1);
    assertThat(report.get("sizes").toString()).contains("retainedBytes");
    assertThat(report.get("classes").toString()).contains(Badge.Unused.class.getName());
    assertThat(report.get("classes").toString()).doesNotContain(Badge.Used.class.getName());
    assertThat(Files.readString(page))
        .contains("<h1>What is in this snapshot</h1>")
        .contains("\"open\":1")
        .doesNotContain("src=")
        .doesNotContain("href=");
  }

  @Test
  void keepsDumpsOnlyWhenAskedToAndOnlyForTheirOwner() throws Exception {
    Path kept = temporary.resolve("kept");
    audit("--keep-dumps", kept.toString());
    try (Stream<Path> files = Files.list(kept)) {
      List<Path> dumps = files.sorted().toList();
      assertThat(dumps)
          .extracting(each -> each.getFileName().toString())
          .containsExactly("another.hprof", "restored.hprof", "snapshot.hprof");
      for (Path dump : dumps) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dump)))
            .isEqualTo("rw-------");
      }
    }
    assertThat(kept.resolveSibling(OWN_TEMPORARY)).isEmptyDirectory();
  }

  private Path event() throws IOException {
    return Files.writeString(temporary.resolve("event.json"), "{}");
  }

  private Run audit(String... options) throws Exception {
    String classPath = System.getProperty("java.class.path");
    Path ownTemporary = Files.createDirectories(temporary.resolve(OWN_TEMPORARY));
    List<String> command = new ArrayList<>();
    command.add(Audited.java());
    command.add("-Djava.io.tmpdir=" + ownTemporary);
    command.addAll(List.of("-cp", classPath, "dev.snapstart.emulator.Main", "audit"));
    command.addAll(List.of("--handler", Badge.class.getName(), "--class-path", classPath));
    command.addAll(List.of(options));
    Path out = temporary.resolve("out.txt");
    Path err = temporary.resolve("err.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new Run(process.waitFor(), Files.readString(out), Files.readString(err));
  }
}
