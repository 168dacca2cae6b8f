/**
 * What a snapshot is: {@link dev.snapstart.benchmarks.snapshot.SnapshotBenchmark} has a {@code
 * SnapshotTrial} publish and restore each {@code SnapshotKind} of a {@code SpringPackage}.
 */
@NullMarked
package dev.snapstart.benchmarks.snapshot;

import org.jspecify.annotations.NullMarked;
