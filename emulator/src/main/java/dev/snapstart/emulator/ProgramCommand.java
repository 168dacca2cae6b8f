package dev.snapstart.emulator;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the commands have that run an ordinary program. For one thread. */
abstract class ProgramCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec command;

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

  PrintWriter out() {
    return spec().commandLine().getOut();
  }

  PrintWriter err() {
    return spec().commandLine().getErr();
  }

  /** Where lines of programs go. */
  PrintWriter programs() {
    return json ? err() : out();
  }

  /** Says why it did not go well; gives back the exit status. */
  int failed(@Nullable String why) {
    err().println(why);
    return 1;
  }

  /** To be thrown when the options cannot be meant as they are. */
  ParameterException usage(String message) {
    return new ParameterException(spec().commandLine(), message);
  }

  private CommandSpec spec() {
    if (command == null) {
      throw new IllegalStateException("a command of picocli works through it only");
    }
    return command;
  }
}
