package dev.snapstart.emulator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot of a program that asks for it. One that cannot be taken now the program may ask for
 * again. For one thread.
 */
final class RequestedCheckpoint {

  private final Criu criu = Criu.ofMachine();
  private final LaunchedProgram program;
  private final LauncherChannel channel;
  private final ImageDirectory image;
  private final Consumer<String> problems;
  private @Nullable String problem;
  private Duration took = Duration.ZERO;

  /** With whom to tell why a request was refused. */
  RequestedCheckpoint(
      LaunchedProgram program,
      LauncherChannel channel,
      ImageDirectory image,
      Consumer<String> problems) {
    this.program = program;
    this.channel = channel;
    this.image = image;
    this.problems = problems;
  }

  /** Why the last request was refused; null if there was none. */
  @Nullable String problem() {
    return problem;
  }

  /**
   * Takes the snapshot if the program has asked for one; true if it is there, and the program has
   * ended.
   */
  boolean takeIfAsked() throws IOException, InterruptedException {
    if (!channel.takeRequest()) {
      return false;
    }
    long startNanos = System.nanoTime();
    // what can be had only as long as the program runs
    Path output = program.outputFile();
    Long ownPid = program.ownPid();
    String ports = program.listeningPorts();
    long pid = ownPid == null ? program.pid() : ownPid;
    problem = dump();
    if (problem != null) {
      image.clear();
      problems.accept("cannot checkpoint the program: " + problem + "; it goes on");
      channel.refuse(problem);
      return false;
    }
    // a clone is only stopped by now; its last lines are told when it has ended
    program.close();
    image.complete(
        new ImageDescription(
            pid, output, channel.answerFile(), ports, program.command(), criu.reason()));
    took = Duration.ofNanos(System.nanoTime() - startNanos);
    return true;
  }

  private @Nullable String dump() throws InterruptedException {
    List<String> connections = program.openConnections();
    if (!connections.isEmpty()) {
      // CRIU would refuse them, and not say what they are
      return "the program has open connections: "
          + String.join(", ", connections)
          + "; close them in a hook before the checkpoint [EMULATOR_OPEN_CONNECTIONS]";
    }
    CriuCommands commands = criu.commands();
    if (commands == null) {
      return criu.reason();
    }
    Long ownPid = program.ownPid();
    return ownPid == null
        ? commands.dump(program.pid(), image.path())
        : commands.dumpClone(program.pid(), ownPid, image.path());
  }

  /** What was written, for the user. */
  String toText() {
    return String.format(
        Locale.ROOT,
        "-- image: %.1f MB, taken in %d ms, in %s",
        image.bytes() / 1e6,
        took.toMillis(),
        image.path());
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("image", image.path().toString());
    map.put("imageBytes", image.bytes());
    map.put("checkpointMs", took.toMillis());
    return map;
  }
}
