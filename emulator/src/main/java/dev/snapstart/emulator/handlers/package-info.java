/**
 * The functions of the conformance suite. They run in the process of the runtime that is checked,
 * so they know nothing of the emulator and need no library but aws-lambda-java-core, some of them
 * org.crac or aws-lambda-java-events; the suite copies this package, alone, into its task root.
 * Many misbehave on purpose.
 *
 * <p>{@code Actions} does what its event says; {@code Failures} and {@code Remains} hold what it
 * can do wrong and what it can leave behind; {@code Methods}, {@code Types}, {@code Shapes} and
 * {@code Broken} are handlers of all shapes; {@code Json} holds types of events and answers; {@code
 * Hooks} are those of org.crac.
 */
package dev.snapstart.emulator.handlers;
