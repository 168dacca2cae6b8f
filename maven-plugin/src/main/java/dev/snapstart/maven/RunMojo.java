package dev.snapstart.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Runs the function under the emulator: publishes it, restores its snapshot, and invokes it with
 * the sample events, with everything printed.
 */
@Mojo(name = "run", threadSafe = true, requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class RunMojo extends EmulatorMojo {

  /** Made by Maven. */
  public RunMojo() {}

  @Override
  String command() {
    return "run";
  }
}
