package dev.snapstart.runtime;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The function's log: what the runtime and handlers write, on the standard output or in frames on a
 * descriptor of the platform's, as text or as one JSON object a line. Each record is one write, so
 * that threads do not tear each other's lines. Thread-safe.
 */
final class LogLines {

  private final LogSettings settings;

  /** The process's own output, whatever user code later makes of {@code System.out}. */
  private final PrintStream console = System.out;

  private final @Nullable LogFrames frames;
  private final InvocationScope scope;
  private final @Nullable LogLineStream out;
  private final @Nullable LogLineStream err;

  LogLines(LogSettings settings, InvocationScope scope) {
    this.settings = settings;
    this.scope = scope;
    this.frames = settings.descriptor() == null ? null : LogFrames.open(settings.descriptor());
    this.out = settings.json() ? new LogLineStream(this, LogSettings.INFO) : null;
    this.err = settings.json() ? new LogLineStream(this, LogSettings.ERROR) : null;
  }

  /** Makes this the log of all that the process prints and of {@code LambdaRuntime}'s logger. */
  void install() {
    HandlerLogger.install(new HandlerLogger(this));
    if (out != null && err != null) {
      System.setOut(out.asPrintStream());
      System.setErr(err.asPrintStream());
      UncaughtExceptions.logTo(this);
    }
  }

  /** Prints a line of the runtime's own. */
  void print(String line) {
    print(LogSettings.INFO, line);
  }

  /** Prints a line of the runtime's own that somebody should see. */
  void warn(String line) {
    print(LogSettings.WARN, line);
  }

  /** Prints a line of the runtime's own that says all about a failure. */
  void error(String line) {
    print(LogSettings.ERROR, line);
  }

  /** Prints a line of the runtime's own and the stack trace behind it, causes included. */
  void print(String line, Throwable thrown) {
    String trace = traceOf(thrown);
    if (!settings.json()) {
      write(LogSettings.ERROR, line + "\n" + trace);
      return;
    }
    InvocationError error = InvocationError.of(InvocationError.USER_EXCEPTION, thrown);
    JsonText json = open(LogSettings.ERROR, line);
    json.name("errorType").value(error.type()).name("errorMessage").value(error.message());
    json.name("stackTrace").beginArray();
    int start = 0;
    while (start < trace.length()) {
      int end = trace.indexOf('\n', start);
      end = end < 0 ? trace.length() : end;
      json.value(trace.substring(start, end).stripTrailing());
      start = end + 1;
    }
    write(LogSettings.ERROR, close(json.endArray()));
  }

  /** A message of the handler's: in text mode as it is, without even a line end. */
  void log(int level, @Nullable String message) {
    String text = String.valueOf(message);
    if (level != LogSettings.UNDEFINED && level < settings.threshold()) {
      return;
    }
    if (settings.json()) {
      write(level, close(open(level, text)));
    } else {
      write(level, level == LogSettings.UNDEFINED ? text : "[" + nameOf(level) + "] " + text);
    }
  }

  /** Bytes of the handler's, never changed. */
  void log(int level, byte[] message) {
    if (level == LogSettings.UNDEFINED || level >= settings.threshold()) {
      write(level, message);
    }
  }

  /** A line that was printed to the standard output or error; an object in JSON already stays. */
  void printed(int level, String line) {
    boolean object = line.startsWith("{") && JsonObject.isOne(line);
    write(level, object ? line + "\n" : close(open(level, line)));
  }

  /** Nothing of an invocation may appear in the log of the next one. */
  void flush() {
    if (out != null && err != null) {
      out.endOpenLine();
      err.endOpenLine();
    } else {
      System.out.flush();
      System.err.flush();
    }
  }

  private void print(int level, String line) {
    write(level, settings.json() ? close(open(level, line)) : line + "\n");
  }

  private JsonText open(int level, String message) {
    JsonText json = JsonText.utf8().beginObject();
    json.name("timestamp").value(UtcTime.now()).name("level").value(nameOf(level));
    Invocation invocation = scope.current();
    if (invocation != null) {
      json.name("AWSRequestId").value(invocation.requestId());
      if (invocation.tenantId() != null) {
        json.name("tenantId").value(invocation.tenantId());
      }
    }
    return json.name("message").value(message);
  }

  private static String close(JsonText json) {
    return json.endObject() + "\n";
  }

  private static String nameOf(int level) {
    return LogSettings.LEVELS[level];
  }

  private void write(int level, String text) {
    write(level, text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(int level, byte[] bytes) {
    if (frames != null && frames.write(level, settings.json(), bytes)) {
      return;
    }
    console.write(bytes, 0, bytes.length);
    console.flush();
  }

  private static String traceOf(Throwable thrown) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream text = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    try {
      thrown.printStackTrace(text);
    } catch (Throwable inPrinting) {
      text.println(
          thrown.getClass().getName()
              + " (its stack trace cannot be had: "
              + inPrinting.getClass()
              + ")");
    }
    text.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
