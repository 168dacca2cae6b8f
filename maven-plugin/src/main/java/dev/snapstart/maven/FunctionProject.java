package dev.snapstart.maven;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What to package.
 *
 * @param name of the function
 * @param handler what is run
 * @param jars its class path
 * @param jdk what it runs on
 * @param modules of the JDK, besides those that its classes refer to
 * @param jvmOptions its own, at its training too
 * @param archive what it starts from
 * @param events files that it is trained with
 * @param environment its variables at its training
 * @param memoryMb its memory at its training
 * @param timeoutSeconds how long an event may take it
 * @param time what files are dated
 */
record FunctionProject(
    String name,
    String handler,
    ClassPathJars jars,
    Jdk jdk,
    List<String> modules,
    List<String> jvmOptions,
    ArchiveKind archive,
    List<Path> events,
    Map<String, String> environment,
    int memoryMb,
    int timeoutSeconds,
    Instant time) {}
