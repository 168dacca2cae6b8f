/**
 * What a snapshot is. Each benchmark takes a {@code FunctionPackage}, publishes it as a {@code
 * SnapshotKind} says, and has a table of its own:
 *
 * <ul>
 *   <li>{@link dev.snapstart.benchmarks.snapshot.SnapshotBenchmark}: diet and archive, by {@code
 *       SnapshotTrial};
 *   <li>{@link dev.snapstart.benchmarks.snapshot.LadderBenchmark}: priming, with a {@code
 *       ClassListJar};
 *   <li>{@link dev.snapstart.benchmarks.snapshot.RestoresBenchmark}: many {@code AtOnce}, told
 *       apart by {@code Uniqueness}; {@code PageCache} and {@code TouchedPages} of one, by {@code
 *       RestoresTrial};
 *   <li>{@link dev.snapstart.benchmarks.snapshot.ChunksBenchmark}: {@code ImagePages} and the
 *       {@code ImageContent} that they are.
 * </ul>
 */
@NullMarked
package dev.snapstart.benchmarks.snapshot;

import org.jspecify.annotations.NullMarked;
