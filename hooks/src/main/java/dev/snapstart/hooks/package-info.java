/**
 * Hooks: code that runs before a checkpoint and after a restore.
 *
 * <p>In reading order: {@link dev.snapstart.hooks.CheckpointHooks} is the door; {@link
 * dev.snapstart.hooks.Hook} is what users write, {@link dev.snapstart.hooks.HookBuilder} what they
 * say of it, {@link dev.snapstart.hooks.HookRegistration} what they get for it, and {@link
 * dev.snapstart.hooks.HookFailure} what a phase ends with when hooks failed. {@link
 * dev.snapstart.hooks.HookReport} tells what became of each hook. {@link
 * dev.snapstart.hooks.Restores} tells of the newest restore, and {@link
 * dev.snapstart.hooks.PerRestore} holds what is to be made again after each, {@link
 * dev.snapstart.hooks.Secret} what must not be in a snapshot; {@link
 * dev.snapstart.hooks.Randomness} seeds generators again, {@link dev.snapstart.hooks.OpenResources}
 * tells what is open ({@code ResourceOwners} who opened it), {@link
 * dev.snapstart.hooks.ScheduledTask} stands still in a snapshot, {@link
 * dev.snapstart.hooks.DnsCache} is emptied, {@link dev.snapstart.hooks.HookRehearsal} runs a cycle
 * in a unit test. Pools and clients have the package {@link dev.snapstart.hooks.connections}.
 * {@link dev.snapstart.hooks.Priming} does before the checkpoint what would be slow after it, with
 * {@link dev.snapstart.hooks.ClassList} and {@code SampleEvent}. {@code HookRegistry} keeps the
 * hooks in order, {@code HookCycle} and {@code PhaseRun} run them, {@code LimitedCall} those with a
 * time limit, and {@code CracBridge} is the one resource that org.crac knows of us.
 *
 * <p>What two hooks need is loaded while a function initialises, so it is few classes, without
 * lambdas, logging or formatting.
 */
@NullMarked
package dev.snapstart.hooks;

import org.jspecify.annotations.NullMarked;
