package dev.snapstart.hooks.contextlesscrac;

/** An implementation that is switched off, as OpenJ9's is without its option. */
public final class Core {

  private Core() {}

  public static Context<Resource> getGlobalContext() {
    return null;
  }

  public static void checkpointRestore() throws CheckpointException, RestoreException {
    throw new UnsupportedOperationException("switched off");
  }
}
