/**
 * Function processes as benchmarks start them: which function on which runtime and JDK, what they
 * cost, and as much of the Runtime API as they need.
 */
@NullMarked
package dev.snapstart.benchmarks.process;

import org.jspecify.annotations.NullMarked;
