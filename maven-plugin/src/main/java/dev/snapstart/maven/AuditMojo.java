package dev.snapstart.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Looks at the heap of the initialised function and fails if there is something in it that clones
 * of its snapshot must not share; says what fills it as well. Sample events are not needed; with
 * them it also says which of the classes that init has loaded are not used.
 */
@Mojo(name = "audit", threadSafe = true, requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class AuditMojo extends EmulatorMojo {

  /** Made by Maven. */
  public AuditMojo() {}

  @Override
  String command() {
    return "audit";
  }

  @Override
  boolean needsEvents() {
    return false;
  }
}
