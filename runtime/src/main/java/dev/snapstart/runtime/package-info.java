/**
 * A Lambda runtime: it asks the Runtime API for events and hands them to a handler.
 *
 * <p>In reading order: {@link dev.snapstart.runtime.Bootstrap} is the main class and wires the
 * rest; {@code RuntimeConfig} is the only reader of the environment; {@code FunctionClassPath} says
 * where the function's classes are; {@code HandlerLoader} turns the handler's name into a {@code
 * Handler}, and {@code HandlerMethod} does so for a method chosen by name; {@code Checkpoint} leads
 * the process through the snapshot, and {@code Diet} makes that small; {@code InvocationLoop} is
 * next, handle, reply, and {@code ConcurrentLoops} runs many of them.
 *
 * <p>{@code RuntimeApi} is the protocol as methods, {@code HttpRuntimeApi} knows its paths, headers
 * and statuses, {@code RetryingConnection} tries again {@code HttpConnection} is the socket and
 * {@code ResponseHead} what it reads first. {@code Invocation}, {@code InvocationError} and {@code
 * InvocationContext} are what travels between them; {@code EventStream} is an event for stream
 * handlers, {@code ResponseBody} takes an answer, and {@link dev.snapstart.runtime.ResponseStream}
 * is how a handler streams one; {@link dev.snapstart.runtime.EventCodec} turns JSON into handler
 * types and back. {@code JsonCodec} is the one that we bring: {@code Readers} find a {@code
 * TypeReader} for a type, {@code Writers} a {@code TypeWriter} for a class; a {@code Scalar} is
 * both; {@code BeanProperties} are a bean's, each reached by an {@code Accessor}, and {@code
 * EventNames} knows how services spell them.
 *
 * <p>{@code LogLines} is the function's log, {@code InvocationScope} tells other libraries of the
 * invocation. {@link dev.snapstart.runtime.Lifecycle} is work outside of invocations, for which the
 * runtime becomes an {@code InternalExtension}; {@code DnsCache} and {@link
 * dev.snapstart.runtime.FunctionEnvironment} are about what a snapshot must not hold.
 *
 * <p>Everything here is loaded on a cold start, so every class costs: see {@code
 * docs/decisions/0003-own-http-client.md}.
 */
@NullMarked
package dev.snapstart.runtime;

import org.jspecify.annotations.NullMarked;
