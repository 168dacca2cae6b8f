/**
 * An implementation of CRaC for org.crac to find, so that hooks registered through org.crac run on
 * a JDK that knows nothing of checkpoints.
 *
 * <p>A package of its own because org.crac finds its implementation by a package's name and wants
 * five public types of fixed names in it: {@link dev.snapstart.crac.Core}, {@link
 * dev.snapstart.crac.Context}, {@link dev.snapstart.crac.Resource}, {@link
 * dev.snapstart.crac.CheckpointException} and {@link
 * dev.snapstart.crac.RestoreException}. Functions use org.crac's types, never these.
 */
@NullMarked
package dev.snapstart.crac;

import org.jspecify.annotations.NullMarked;
