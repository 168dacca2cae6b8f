package dev.snapstart.emulator;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** A command of the emulator's that was executed within a test. */
record CommandLineRun(int status, String out, String err) {

  /** The arguments of one command, and the command of a process after {@code --}. */
  static CommandLineRun of(List<String> arguments, List<String> command) {
    List<String> all = new ArrayList<>(arguments);
    all.add("--");
    all.addAll(command);
    return of(all.toArray(String[]::new));
  }

  static CommandLineRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int status = commandLine.execute(arguments);
    return new CommandLineRun(status, out.toString(), err.toString());
  }

  @Override
  public String toString() {
    return "status " + status + "\nout: " + out + "\nerr: " + err;
  }
}
