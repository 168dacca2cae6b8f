/**
 * Benchmarks: {@link dev.snapstart.benchmarks.HooksBenchmark} starts one {@code HooksProbe} after
 * the other and compares what they say.
 */
@NullMarked
package dev.snapstart.benchmarks;

import org.jspecify.annotations.NullMarked;
