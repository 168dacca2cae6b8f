package dev.snapstart.emulator;

import java.util.concurrent.Callable;

/**
 * A command that another artifact adds to the command line of the emulator: a class with picocli's
 * {@code @Command}, found as a service. Gives the exit status. For one thread.
 */
public interface Subcommand extends Callable<Integer> {}
