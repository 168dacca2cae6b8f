/**
 * Hooks: code that runs before a checkpoint and after a restore.
 *
 * <p>In reading order: {@link dev.snapstart.hooks.CheckpointHooks} is the door; {@link
 * dev.snapstart.hooks.Hook} is what users write, {@link dev.snapstart.hooks.HookRegistration} what
 * they get for it and {@link dev.snapstart.hooks.HookFailure} what a phase ends with when hooks
 * failed. {@code HookPhase} holds the hooks of one phase and runs them, {@code PhaseReport} prints
 * how that went, and {@code CracResource} is the one resource that org.crac knows of us.
 *
 * <p>Everything here is loaded while a function initialises, so it is few classes, without lambdas,
 * logging or formatting.
 */
@NullMarked
package dev.snapstart.hooks;

import org.jspecify.annotations.NullMarked;
