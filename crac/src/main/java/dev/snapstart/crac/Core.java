package dev.snapstart.crac;

/** The door that org.crac looks for. Thread-safe. */
public final class Core {

  private static final Context<Resource> GLOBAL_CONTEXT = new OrderedContext();

  private Core() {}

  /**
   * The context of the process.
   *
   * @return always the same context, never null
   */
  public static Context<Resource> getGlobalContext() {
    return GLOBAL_CONTEXT;
  }

  /**
   * Always refuses: on Lambda the platform decides when a snapshot is taken, not the program.
   *
   * @throws UnsupportedOperationException always
   * @throws CheckpointException never; org.crac expects it to be declared
   * @throws RestoreException never; org.crac expects it to be declared
   */
  @SuppressWarnings("DoNotCallSuggester") // org.crac calls it
  public static void checkpointRestore() throws CheckpointException, RestoreException {
    throw new UnsupportedOperationException(
        "cannot checkpoint on request: on Lambda the platform takes the snapshot when the function"
            + " has been initialised");
  }
}
