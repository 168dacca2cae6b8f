/**
 * An application that was here before: {@link Tickets} is all of it. It knows nothing of Lambda.
 */
@NullMarked
package dev.snapstart.samples.httpapp.tickets;

import org.jspecify.annotations.NullMarked;
