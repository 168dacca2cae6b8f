/** A function with a large class path. */
package dev.snapstart.benchmarks.functions.sdk;
