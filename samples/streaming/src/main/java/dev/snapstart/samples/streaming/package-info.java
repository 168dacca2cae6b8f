/**
 * A streamed HTTP response: {@link dev.snapstart.samples.streaming.OrderExport} is the page to
 * read, {@link dev.snapstart.samples.streaming.BrokenExport} is how not to do it, and {@code
 * OrderPages} is where the orders come from.
 */
@NullMarked
package dev.snapstart.samples.streaming;

import org.jspecify.annotations.NullMarked;
