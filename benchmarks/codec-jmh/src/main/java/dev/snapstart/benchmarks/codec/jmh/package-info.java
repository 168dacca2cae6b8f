/**
 * What JMH runs of benchmarks/codec: {@link dev.snapstart.benchmarks.codec.jmh.ReadEvent} and
 * {@link dev.snapstart.benchmarks.codec.jmh.WriteResult}.
 */
@NullMarked
package dev.snapstart.benchmarks.codec.jmh;

import org.jspecify.annotations.NullMarked;
