/**
 * A Lambda on one machine, for tests and for the desk.
 *
 * <p>In reading order:
 *
 * <ul>
 *   <li>The door: {@link dev.snapstart.emulator.Emulator} runs a {@link
 *       dev.snapstart.emulator.FunctionSpec} within {@link dev.snapstart.emulator.Limits}, on
 *       demand as an {@link dev.snapstart.emulator.Environment}, or first as a {@link
 *       dev.snapstart.emulator.Snapshot} that is restored. An invocation gives an {@link
 *       dev.snapstart.emulator.InvocationResult} with its {@link dev.snapstart.emulator.Report};
 *       what cannot start or restore is an {@link dev.snapstart.emulator.EnvironmentFailure}.
 *   <li>One environment inside: {@code Sandbox} puts together a {@code FunctionProcess} (started by
 *       {@code ProcessStarter} with {@code EnvironmentVariables}, heard by {@code FunctionOutput}),
 *       its log ({@code EnvironmentLog}, lines by {@code PlatformLog}, failures by {@code
 *       PhaseWait}) and its Runtime API. All of them tell {@code Changes} what the platform waits
 *       for; {@code RuntimeEnd} knows how the runtime ended.
 *   <li>An invocation: {@code Invoker} makes an {@code Invocation}, the session hands it out as a
 *       {@code PendingInvocation}, {@code Delivery} takes what comes to the {@code ResponseTarget},
 *       as large as the {@code ResponseMode} allows, a {@code Reply} ends it.
 *   <li>The Runtime API, from the wire up: {@code HttpInput}, {@code HttpBody} and {@code
 *       HttpFraming} (bytes), {@code LoopbackServer} and {@code LoopbackConnection} (sockets),
 *       {@code RuntimeApi} (paths, headers, statuses) with {@code StreamedResponse}, {@code
 *       RuntimeSession} (who waits for what) as {@code OneAtATimeSession} with {@code RuntimeState}
 *       (the table of allowed transitions) or as {@code ConcurrentSession}, {@code
 *       RefusedException}.
 *   <li>The Extensions API beside it: {@code ExtensionsApi} (paths, headers, statuses), {@code
 *       Extensions} (who registered, who waits, who works), {@code Extension} with its states,
 *       {@code ExtensionEvent}.
 *   <li>Snapshots: {@code SnapshotEngine} is the seam, {@link dev.snapstart.emulator.Engine} what a
 *       user asks for. {@code PauseEngine} is always there; {@code CriuEngine} ({@code Criu},
 *       {@code CriuCommands}, {@code KernelFacts}, {@code CriuProblem}, {@code OpenConnections},
 *       {@code OwnDirectory}, {@code ShortProgram}) makes many clones of one image, whose requests
 *       {@code ClonePort} tells apart by the {@code Descendants} that hold their sockets.
 *   <li>Ordinary programs that use org.crac: {@code CheckpointCommand} starts a {@code
 *       LaunchedProgram} as a {@code JvmCommand}, hears of it through the {@code LauncherChannel},
 *       and takes its {@code RequestedCheckpoint} into an {@code ImageDirectory} with its {@code
 *       ImageDescription}; {@code RestoreCommand} makes {@code RestoredClones}, each a {@code
 *       RestoredClone}, by its {@code RestoreOptions}. {@code EndOnShutdown} lets them end with the
 *       launcher.
 *   <li>For tests of users: {@link dev.snapstart.emulator.CloneCheck}, and the package {@code
 *       junit}.
 *   <li>The command line: {@link dev.snapstart.emulator.Main}, {@code FunctionCommand}, {@code
 *       RunCommand} with {@code FunctionOptions}, {@code EventOptions}, {@code FunctionRun}, {@code
 *       HookReport}, {@code ClosingTable}, {@code TextTable}; {@code ClonesCommand}; {@code
 *       RecordClassesCommand} with {@code ClassLoadLog}; what other artifacts add is a {@link
 *       dev.snapstart.emulator.Subcommand}.
 * </ul>
 */
@NullMarked
package dev.snapstart.emulator;

import org.jspecify.annotations.NullMarked;
