/** What all benchmarks share: raw samples, what is computed from them, tables and charts. */
@NullMarked
package dev.snapstart.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
