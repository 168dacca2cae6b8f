/**
 * An implementation of CRaC for org.crac to find, so that hooks registered through org.crac run on
 * a JDK that knows nothing of checkpoints.
 *
 * <p>org.crac finds its implementation by a package's name and wants five public types of fixed
 * names in it: {@link dev.snapstart.crac.Core}, {@link dev.snapstart.crac.Context} (which {@code
 * OrderedContext} is), {@link dev.snapstart.crac.Resource}, {@link
 * dev.snapstart.crac.CheckpointException} and {@link dev.snapstart.crac.RestoreException}. Programs
 * use org.crac's types, never these.
 *
 * <p>On Lambda the runtime runs the hooks around the platform's checkpoint. A program of any other
 * kind asks for one: {@code Cycle} is what happens then, {@code Launcher} the program that takes
 * it, {@code Answer} what that says. {@link dev.snapstart.crac.RestoredEnvironment} is for programs
 * to use: the variables of the restore.
 */
@NullMarked
package dev.snapstart.crac;

import org.jspecify.annotations.NullMarked;
