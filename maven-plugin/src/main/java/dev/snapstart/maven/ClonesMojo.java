package dev.snapstart.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Restores several clones of the function's snapshot, sends all of them the sample events, and
 * fails if they repeat what must be different in every clone. Needs CRIU.
 */
@Mojo(name = "clones", threadSafe = true, requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class ClonesMojo extends EmulatorMojo {

  /** Made by Maven. */
  public ClonesMojo() {}

  @Override
  String command() {
    return "clones";
  }
}
