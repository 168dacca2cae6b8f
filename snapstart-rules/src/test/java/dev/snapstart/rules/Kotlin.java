package dev.snapstart.rules;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;

/** Kotlin sources, compiled for a test. */
final class Kotlin {

  private Kotlin() {}

  static void compile(List<Path> sources, Path classes, Path libraries) {
    List<String> arguments = new ArrayList<>();
    sources.forEach(source -> arguments.add(source.toString()));
    arguments.addAll(
        List.of(
            "-d",
            classes.toString(),
            "-cp",
            libraries
                + System.getProperty("path.separator")
                + System.getProperty("java.class.path"),
            "-jvm-target",
            "17",
            "-no-stdlib",
            "-no-reflect",
            "-nowarn"));
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    ExitCode exit =
        new K2JVMCompiler()
            .exec(
                new PrintStream(messages, true, StandardCharsets.UTF_8),
                arguments.toArray(String[]::new));
    if (exit != ExitCode.OK) {
      throw new IllegalStateException(
          "cannot compile: " + messages.toString(StandardCharsets.UTF_8));
    }
  }
}
