package dev.snapstart.emulator;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What commands print with, and say what is wrong. For one thread. */
abstract class EmulatorCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec command;

  PrintWriter out() {
    return spec().commandLine().getOut();
  }

  PrintWriter err() {
    return spec().commandLine().getErr();
  }

  /** Says why it did not go well; gives back the exit status. */
  int failed(@Nullable String why) {
    err().println(why);
    return 1;
  }

  /** To be thrown when the options cannot be meant as they are. */
  ParameterException usage(@Nullable String message) {
    return new ParameterException(spec().commandLine(), message);
  }

  private CommandSpec spec() {
    if (command == null) {
      throw new IllegalStateException("a command of picocli works through it only");
    }
    return command;
  }
}
