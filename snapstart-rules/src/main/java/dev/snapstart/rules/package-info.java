/**
 * SpotBugs rules: what must not be in a snapshot, and how it gets there.
 *
 * <p>In reading order: {@link dev.snapstart.rules.SnapshotDetector} is what SpotBugs loads; {@code
 * Analysis} is all that it does, in order.
 *
 * <ul>
 *   <li>Read: {@code ClassShape} at once, {@code ClassCode}, {@code MethodReader} and {@code
 *       OriginInterpreter} when somebody asks; {@code References} gives method references a body,
 *       {@code ControlDependence} finds {@code Guard}s.
 *   <li>Model: {@code Program}, {@code ClassModel}, {@code MethodModel}, {@code MethodBody} with
 *       its {@code Origin}s and {@code Site}s.
 *   <li>Graph: {@code Roots} and {@code Frameworks} say where init begins, {@code Reach} what it
 *       runs, {@code Guards} and {@code Settings} what it does not.
 *   <li>Flow: {@code Flow} follows one value, {@code Libraries} and {@code Callbacks} say what
 *       libraries do with it, {@code ObjectFlow} follows functions and resources.
 *   <li>Decision: {@code Sinks} and {@code SinkMatcher} find candidates, {@code Fate} sees what
 *       becomes of one, {@code RestoreEffects} and {@code Lateness} what makes it harmless, {@code
 *       HookRules} looks at the hooks themselves.
 *   <li>Report: {@code Finding}, {@code Explanation}, {@code BugReport}, {@code Sarif}.
 * </ul>
 */
@NullMarked
package dev.snapstart.rules;

import org.jspecify.annotations.NullMarked;
