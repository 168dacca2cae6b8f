package dev.snapstart.audit;

import dev.snapstart.emulator.FunctionSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** One process of an audited function, from before its start. */
final class AuditedProcess {

  private static final Pattern SECRET =
      Pattern.compile(
          ".*(SECRET|PASSWORD|PASSWD|PASSPHRASE|TOKEN|CREDENTIAL|API_?KEY|PRIVATE_?KEY).*");

  private static final int LEAST_SECRET = 4;
  private static final String TEMPORARY = "-Djava.io.tmpdir=";

  private final FunctionSpec function;
  private final Instant begin = Instant.now();
  private final long nanoBegin = System.nanoTime();

  /** To be made before the process is started. */
  AuditedProcess(FunctionSpec function) {
    this.function = function;
  }

  /** What is known of it when its heap has been dumped; its id is the one that it had at first. */
  Circumstances dumped(long pid) {
    return new Circumstances(
        begin,
        Instant.now(),
        nanoBegin,
        System.nanoTime(),
        pid,
        hostName(),
        temporary(),
        secrets());
  }

  /** Of a dump of which nothing else is known. */
  static Circumstances ofDump(Path dump) throws IOException {
    Instant written = Files.getLastModifiedTime(dump).toInstant();
    Instant begin = written.minusSeconds(600);
    return new Circumstances(
        begin, written, Long.MIN_VALUE, Long.MIN_VALUE, -1, hostName(), "/tmp", Set.of());
  }

  private Set<String> secrets() {
    Set<String> secrets = new HashSet<>();
    function
        .environment()
        .forEach((name, value) -> {
          boolean isSecret = SECRET.matcher(name.toUpperCase(Locale.ROOT)).matches();
          if (isSecret && value.length() >= LEAST_SECRET) {
            secrets.add(value);
          }
        });
    return secrets;
  }

  private String temporary() {
    return function.command().stream()
        .filter(each -> each.startsWith(TEMPORARY))
        .map(each -> each.substring(TEMPORARY.length()))
        .reduce("/tmp", (first, last) -> last);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // it has no name that anything could hold
      return "";
    }
  }
}
