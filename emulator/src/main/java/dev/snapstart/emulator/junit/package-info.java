/**
 * For tests with JUnit: {@link dev.snapstart.emulator.junit.SnapStartFunction} on a class gives its
 * tests a function that is restored from its snapshot, and {@link
 * dev.snapstart.emulator.junit.Clones} of it.
 */
@NullMarked
package dev.snapstart.emulator.junit;

import org.jspecify.annotations.NullMarked;
