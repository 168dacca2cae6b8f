package dev.snapstart.emulator;

import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** What the commands have that run an ordinary program. For one thread. */
abstract class ProgramCommand extends EmulatorCommand {

  @Option(
      names = "--json",
      description = "Prints one JSON object at the end; what programs print goes to the errors.")
  boolean json;

  /** Does it where CRIU can be used. */
  abstract int run(CriuCommands criu) throws IOException, InterruptedException;

  @Override
  public Integer call() throws InterruptedException {
    Criu criu = Criu.ofMachine();
    CriuCommands commands = criu.commands();
    if (commands == null) {
      return failed(
          "cannot take or restore snapshots of programs: "
              + criu.reason()
              + " (the engine pause is for functions only: it holds a process, and makes no image)");
    }
    try {
      return run(commands);
    } catch (IOException e) {
      return failed(e.getMessage());
    }
  }

  /** Where lines of programs go. */
  PrintWriter programs() {
    return json ? err() : out();
  }
}
