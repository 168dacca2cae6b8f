/**
 * An application of the JDK's own HTTP server as a function, unchanged.
 *
 * <p>In reading order: {@link dev.snapstart.samples.httpapp.HttpBridge} is the handler; {@code
 * PortlessServer} is what the application gets for a server, through {@link
 * dev.snapstart.samples.httpapp.PortlessProvider}; {@code EventExchange} is one request of it.
 * {@link dev.snapstart.samples.httpapp.BrokenBridge} is how not to do it.
 */
@NullMarked
package dev.snapstart.samples.httpapp;

import org.jspecify.annotations.NullMarked;
