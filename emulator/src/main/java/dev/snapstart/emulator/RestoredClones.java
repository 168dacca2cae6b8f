package dev.snapstart.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Copies of a program that were restored from one image. For one thread. */
final class RestoredClones implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(5);
  private static final String NO_SECOND =
      "the program was restored without a directory for another image; restore it with --to DIR"
          + " [EMULATOR_NO_SECOND_IMAGE]";

  private final CriuCommands criu;
  private final RestoreOptions options;
  private final ImageDescription image;
  private final OwnDirectory directory;
  private final ProcessStarter starter = new ProcessStarter();
  private final List<RestoredClone> clones = new ArrayList<>();
  private final EndOnShutdown ending;

  RestoredClones(CriuCommands criu, RestoreOptions options) throws IOException {
    this.criu = criu;
    this.options = options;
    this.image = ImageDirectory.read(options.image());
    this.directory = OwnDirectory.create("launcher-");
    this.ending = EndOnShutdown.begin();
  }

  /** Why these clones cannot run beside each other; null if they can. */
  @Nullable String obstacle(int count) {
    return count == 1 || options.ownNetwork() || image.ports().isEmpty()
        ? null
        : "cannot restore "
            + count
            + " clones beside each other: the program was listening on port "
            + image.ports()
            + " when it was checkpointed, and of several clones only one would be heard there;"
            + " restore one, or give each a network of its own (--own-network), or let the program"
            + " listen after the checkpoint only, on a free port [EMULATOR_PORT_IN_IMAGE]";
  }

  /** Restores one, whose every line goes to the consumer. */
  void add(Consumer<String> lines) throws IOException {
    int number = clones.size() + 1;
    Path own = Files.createDirectory(directory.path().resolve("clone-" + number)).toRealPath();
    LauncherChannel channel = LauncherChannel.in(own);
    channel.greet(
        options.variables(), options.properties(), options.mayCheckpoint() ? null : NO_SECOND);
    LaunchedProgram program =
        ending.add(
            LaunchedProgram.restore(starter, image, output -> command(channel, output), lines));
    RestoredClone clone = new RestoredClone(number, program, channel);
    clones.add(clone);
  }

  private List<String> command(LauncherChannel channel, Path output) {
    List<String> through = new ArrayList<>();
    if (options.ownNetwork()) {
      through.addAll(CriuCommands.ownNetwork());
    }
    // opened outside they could not be in a next image
    through.addAll(CriuCommands.opening(channel.greeting(), output));
    Map<Integer, Path> streams = Map.of(3, image.answer(), 1, image.output());
    return criu.restore(
        new CriuCommands.Restore(
            image.pid(), options.image(), channel.directory(), streams, through),
        channel.greeting(),
        LauncherChannel.LAST_LINE);
  }

  /**
   * Waits until all have ended.
   *
   * @param arrived is told of each that runs
   * @param problems is told why an image that was asked for cannot be taken
   * @param next where the next image goes if the first of them asks for it; null if it must not
   * @return what was taken for that image; null if it was not
   */
  @Nullable RequestedCheckpoint follow(
      Consumer<RestoredClone> arrived, Consumer<String> problems, @Nullable ImageDirectory next)
      throws IOException, InterruptedException {
    RestoredClone first = clones.get(0);
    RequestedCheckpoint checkpoint =
        next == null
            ? null
            : new RequestedCheckpoint(first.program(), first.channel(), next, problems);
    for (boolean running = true; running; ) {
      running = false;
      for (RestoredClone clone : clones) {
        boolean ended = clone.program().hasEndedWithin(running ? Duration.ZERO : POLL);
        if (clone.hasJustArrived()) {
          arrived.accept(clone);
        }
        running |= !ended;
      }
      if (checkpoint != null && checkpoint.takeIfAsked()) {
        return checkpoint;
      }
    }
    return null;
  }

  List<RestoredClone> clones() {
    return clones;
  }

  /** That of the first which did not end well; 0 if all did. */
  int status() {
    return clones.stream()
        .mapToInt(RestoredClone::status)
        .filter(s -> s != 0)
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() {
    clones.forEach(clone -> clone.program().close());
    starter.close();
    directory.close();
    ending.close();
  }
}
