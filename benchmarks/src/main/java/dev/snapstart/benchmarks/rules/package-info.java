/**
 * What the rules cost: {@link dev.snapstart.benchmarks.rules.RulesBenchmark} starts {@code
 * SpotBugsProcess}es with ours, AWS's and {@link dev.snapstart.benchmarks.rules.NoDetector}.
 */
@NullMarked
package dev.snapstart.benchmarks.rules;

import org.jspecify.annotations.NullMarked;
