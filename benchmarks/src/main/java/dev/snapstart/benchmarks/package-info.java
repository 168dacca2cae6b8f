/**
 * Benchmarks: {@link dev.snapstart.benchmarks.HooksBenchmark} starts one {@code HooksProbe} after
 * the other and compares what they say; {@link dev.snapstart.benchmarks.RulesBenchmark} starts
 * {@code SpotBugsProcess}es with ours, AWS's and {@link dev.snapstart.benchmarks.NoDetector}, and
 * puts what they cost into a {@code RulesTable}; {@link dev.snapstart.benchmarks.PackageBenchmark}
 * starts a packaged function; {@link dev.snapstart.benchmarks.SnapshotBenchmark} has a {@code
 * SnapshotTrial} publish and restore each {@code SnapshotKind} of a {@code SpringPackage}.
 */
@NullMarked
package dev.snapstart.benchmarks;

import org.jspecify.annotations.NullMarked;
