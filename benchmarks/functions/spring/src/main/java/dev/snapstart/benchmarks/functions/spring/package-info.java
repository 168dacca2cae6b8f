/** A function with a web context of Spring Boot; {@link SpringFunction} is where it begins. */
@NullMarked
package dev.snapstart.benchmarks.functions.spring;

import org.jspecify.annotations.NullMarked;
