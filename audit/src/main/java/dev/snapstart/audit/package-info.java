/**
 * What is in this snapshot: an audit of the heap that every clone will share.
 *
 * <p>In reading order:
 *
 * <ul>
 *   <li>The door: {@link dev.snapstart.audit.Audit} runs a function, and gives an {@link
 *       dev.snapstart.audit.AuditReport} of {@link dev.snapstart.audit.Finding}s, each of a {@link
 *       dev.snapstart.audit.Kind} with its {@code Rule} and {@code Fix}, of a {@link
 *       dev.snapstart.audit.Severity}; an {@link dev.snapstart.audit.AllowList} says what may be
 *       ({@code UnreadableException}). {@code AuditCommand} is the same on the command line;
 *       package {@code junit} in tests.
 *   <li>A heap dump: {@code HeapDumps} takes it, {@code DumpRecords} reads its file, {@code
 *       HeapReader} makes a {@code Heap} of it, with {@code ObjectTable} ({@code IntColumn}, {@code
 *       LongColumn}), {@code HeapType}, {@code Instance}; {@code Graph} has the references, and
 *       shows a {@code ContentVisitor} what is in objects.
 *   <li>Whose is what: {@code Origins} tells the {@code Origin} of classes, {@code Routes} the way
 *       to each object, {@code Owners} who holds it, {@code Ways} says so ({@code Edges}).
 *   <li>What to look for: {@code Inspection} has a {@code Search} that gives objects to their
 *       {@code Probe} ({@code Probes}: {@code GeneratorProbes}, {@code UniqueProbes}, {@code
 *       KeyProbes}, {@code TimeProbes}, {@code NetworkProbes}, {@code HostProbes}, {@code
 *       FileProbes}, {@code ThreadProbes}), and looks at {@code LiveThreads}, {@code
 *       StaticGenerators}, {@code SecretTexts} and {@code FieldValues}; what is known of the
 *       process are its {@code Circumstances} ({@code AuditedProcess}). A {@code Candidate} at its
 *       place is a {@code Sighting}; of secrets there are {@code Digests}.
 *   <li>What is a finding: {@code Comparison} of the snapshot with other heaps, by {@code
 *       Likeness}.
 *   <li>Sizes: {@code SizeView} by {@code Dominators} ({@code Predecessors}, {@code IntStack}),
 *       {@code SizeTree}; the {@code ClassUse} that {@code UsedClasses} sees.
 *   <li>Reports: {@code TextReport}, {@code HtmlReport}.
 * </ul>
 */
@NullMarked
package dev.snapstart.audit;

import org.jspecify.annotations.NullMarked;
