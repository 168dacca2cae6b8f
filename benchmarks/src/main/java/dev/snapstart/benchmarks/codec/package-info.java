/**
 * Benchmark of what reads events and writes results: {@link
 * dev.snapstart.benchmarks.codec.CodecBenchmark} runs JMH, {@link
 * dev.snapstart.benchmarks.codec.CodecTable} reads the samples.
 */
@NullMarked
package dev.snapstart.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
