/**
 * An implementation of CRaC for org.crac to find, so that hooks registered through org.crac run on
 * a JDK that knows nothing of checkpoints.
 *
 * <p>A package of its own because org.crac finds its implementation by a package's name and wants
 * five public types of fixed names in it: {@link dev.snapstart.runtime.crac.Core}, {@link
 * dev.snapstart.runtime.crac.Context}, {@link dev.snapstart.runtime.crac.Resource}, {@link
 * dev.snapstart.runtime.crac.CheckpointException} and {@link
 * dev.snapstart.runtime.crac.RestoreException}. Functions use org.crac's types, never these.
 */
@NullMarked
package dev.snapstart.runtime.crac;

import org.jspecify.annotations.NullMarked;
