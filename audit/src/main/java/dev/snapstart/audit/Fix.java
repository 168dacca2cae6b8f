package dev.snapstart.audit;

/** What helps against a kind of finding. */
enum Fix {
  GENERATOR(
      "use a SecureRandom, or make a new one in afterRestore, or hold it in a PerRestore, or"
          + " register it with Randomness"),
  SECURE(
      "use new SecureRandom(), which mixes in what the kernel knows, or make a new one in"
          + " afterRestore"),
  STATIC_PRNG(
      "do not use it before the checkpoint, or give it a new seed with Randomness of"
          + " snapstart-hooks"),
  VALUE("make it while handling an event, or again in afterRestore, or hold it in a PerRestore"),
  KEY("generate it in afterRestore, or hold it in a PerRestore"),
  TIME("ask the clock while handling an event, or again in afterRestore"),
  CONNECTION("close it before the checkpoint and open it in afterRestore"),
  POOL(
      "close its connections before the checkpoint: HikariPools or DataSources of snapstart-hooks"),
  DNS(
      "keep the name and resolve it when it is needed; empty the JVM's cache with DnsCache of"
          + " snapstart-hooks"),
  HOST("ask for it when it is needed, or use Restores.cloneId() of snapstart-hooks"),
  FILE("close it before the checkpoint and open one of its own in afterRestore"),
  THREAD("end it before the checkpoint, or start it in afterRestore"),
  TIMER("use ScheduledTask of snapstart-hooks, or start it in afterRestore"),
  CREDENTIALS(
      "let a provider fetch them when they are needed; with snapstart-runtime,"
          + " FunctionEnvironment has those of after the restore"),
  SECRET("fetch it in afterRestore, or hold it in a Secret of snapstart-hooks"),
  BUFFER("let go of it before the checkpoint: it makes the image larger and is in every clone");

  private final String text;

  Fix(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
