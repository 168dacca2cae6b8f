/**
 * Benchmark of invocations of a function that is warm: {@link
 * dev.snapstart.benchmarks.warm.WarmBenchmark} runs it, {@link
 * dev.snapstart.benchmarks.warm.WarmTable} reads its samples.
 */
@NullMarked
package dev.snapstart.benchmarks.warm;

import org.jspecify.annotations.NullMarked;
