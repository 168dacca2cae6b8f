/**
 * What hooks cost: {@link dev.snapstart.benchmarks.hooks.HooksBenchmark} starts one {@code
 * HooksProbe} after the other.
 */
@NullMarked
package dev.snapstart.benchmarks.hooks;

import org.jspecify.annotations.NullMarked;
