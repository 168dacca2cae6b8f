package dev.snapstart.emulator;

import java.nio.file.Path;
import java.util.Map;

/**
 * How an image is restored.
 *
 * @param image the directory with the image
 * @param variables the environment that clones are told of
 * @param properties the system properties that they get
 * @param mayCheckpoint whether a clone may ask for a snapshot in its turn
 * @param ownNetwork whether each has a network of its own
 */
record RestoreOptions(
    Path image,
    Map<String, String> variables,
    Map<String, String> properties,
    boolean mayCheckpoint,
    boolean ownNetwork) {}
