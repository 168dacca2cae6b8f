package dev.snapstart.emulator;

import picocli.CommandLine.Mixin;

/** What all commands have that run a function with events. */
abstract class FunctionCommand extends EmulatorCommand {

  @Mixin final FunctionOptions options = new FunctionOptions();
  @Mixin final EventOptions events = new EventOptions();
}
