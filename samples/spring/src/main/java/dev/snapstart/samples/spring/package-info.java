/**
 * A context of Spring Boot in a function.
 *
 * <p>In reading order: {@link dev.snapstart.samples.spring.Function} starts the context and primes
 * it; {@link dev.snapstart.samples.spring.Shop} is what is in it; {@code OrderNumbers} is a bean
 * that is stopped before the checkpoint and started in each clone; {@link
 * dev.snapstart.samples.spring.BrokenFunction} is how not to do it.
 */
@NullMarked
package dev.snapstart.samples.spring;

import org.jspecify.annotations.NullMarked;
