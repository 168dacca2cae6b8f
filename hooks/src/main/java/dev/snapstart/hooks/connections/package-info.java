/**
 * Hooks for what talks to others: connection pools and clients. Each is closed before the
 * checkpoint, with a limit and a message that names what did not close, and open again after the
 * restore. What is of another library loads only where it is used.
 */
@NullMarked
package dev.snapstart.hooks.connections;

import org.jspecify.annotations.NullMarked;
