/**
 * A context of Micronaut in a function.
 *
 * <p>In reading order: {@link dev.snapstart.samples.micronaut.Function} starts the context and
 * primes it; {@code Shop} is the context; {@code OrderNumbers} is a bean that takes part in
 * checkpoint and restore; {@link dev.snapstart.samples.micronaut.BrokenFunction} is how not to do
 * it.
 */
@NullMarked
package dev.snapstart.samples.micronaut;

import org.jspecify.annotations.NullMarked;
