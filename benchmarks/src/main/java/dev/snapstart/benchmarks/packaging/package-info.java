/**
 * What a start-up archive saves: {@link dev.snapstart.benchmarks.packaging.PackageBenchmark} starts
 * a packaged function.
 */
@NullMarked
package dev.snapstart.benchmarks.packaging;

import org.jspecify.annotations.NullMarked;
