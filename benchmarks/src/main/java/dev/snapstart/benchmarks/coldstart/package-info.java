/**
 * From exec or restore to the first answer: {@link
 * dev.snapstart.benchmarks.coldstart.ColdStartBenchmark}.
 */
@NullMarked
package dev.snapstart.benchmarks.coldstart;

import org.jspecify.annotations.NullMarked;
