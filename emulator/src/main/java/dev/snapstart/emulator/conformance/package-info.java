/**
 * The conformance suite: what a runtime for Lambda must do, one line per behaviour, driven from
 * outside through the emulator's public API and its {@link dev.snapstart.emulator.Faults}. A
 * package of its own because nothing of the emulator may depend on it.
 *
 * <p>{@link dev.snapstart.emulator.conformance.ConformanceCommand} reads the command line; {@code
 * Suite} runs the {@code Behaviour}s of the {@code Section}s ({@code StartUp}, {@code Invocations},
 * …, in the order of the report), each with a {@code Bench} of its own on which it puts {@code
 * Trial}s of the functions in {@code dev.snapstart.emulator.handlers} and looks at each {@code
 * Running} one; {@code Report} writes the {@code Result}s.
 */
@NullMarked
package dev.snapstart.emulator.conformance;

import org.jspecify.annotations.NullMarked;
