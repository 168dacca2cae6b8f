/**
 * Benchmarks: {@link dev.snapstart.benchmarks.HooksBenchmark} starts one {@code HooksProbe} after
 * the other and compares what they say; {@link dev.snapstart.benchmarks.RulesBenchmark} starts
 * {@code SpotBugsProcess}es with ours, AWS's and {@link dev.snapstart.benchmarks.NoDetector}, and
 * puts what they cost into a {@code RulesTable}; {@link dev.snapstart.benchmarks.PackageBenchmark}
 * starts a packaged function.
 */
@NullMarked
package dev.snapstart.benchmarks;

import org.jspecify.annotations.NullMarked;
