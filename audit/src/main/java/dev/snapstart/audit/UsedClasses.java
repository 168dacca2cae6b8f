package dev.snapstart.audit;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ClassLoaderReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.MethodEntryEvent;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.MethodEntryRequest;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.EnvironmentFailure;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.emulator.InvocationResult;
import dev.snapstart.emulator.Snapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a function once more with a debugger's agent in it, which tells of every method that an
 * invocation enters: a heap does not say what was used.
 */
final class UsedClasses {

  private static final String AGENT =
      "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";
  private static final String OPTIONS = "JAVA_TOOL_OPTIONS";
  private static final Pattern LISTENING =
      Pattern.compile("Listening for transport dt_socket at address: (\\d+)");
  private static final List<String> NOT_OURS = List.of("java.*", "jdk.*", "sun.*", "com.sun.*");
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long DRAINED_MILLIS = 500;

  private UsedClasses() {}

  static ClassUse of(FunctionSpec function, List<byte[]> events, Consumer<String> progress)
      throws EnvironmentFailure, IOException, InterruptedException {
    progress.accept("invocations, to see which classes they use");
    try (Emulator emulator = Emulator.builder().engine(Engine.PAUSE).build();
        Snapshot snapshot = emulator.publish(traced(function))) {
      Environment environment = snapshot.restore();
      VirtualMachine machine = attach(port(environment));
      try {
        Set<String> loaded = loaded(machine);
        Set<String> entered = ConcurrentHashMap.newKeySet();
        AtomicBoolean invoked = new AtomicBoolean();
        Thread listener = listen(machine, entered, invoked);
        for (byte[] event : events) {
          InvocationResult result = environment.invoke(event);
          if (result.functionError() != null) {
            throw new IOException(
                "an invocation failed: " + result.text().strip() + " [AUDIT_INVOCATION_FAILED]");
          }
        }
        // no further events; those on their way come, which a request that is deleted would drop
        machine.suspend();
        invoked.set(true);
        listener.join();
        Set<String> used = new HashSet<>(entered);
        used.retainAll(loaded);
        return new ClassUse(loaded, used);
      } finally {
        machine.dispose();
      }
    }
  }

  private static FunctionSpec traced(FunctionSpec function) {
    FunctionSpec.Builder traced =
        FunctionSpec.builder()
            .command(function.command())
            .handler(function.handler())
            .name(function.name())
            .version(function.version())
            .memoryMb(function.memoryMb())
            .workingDirectory(function.workingDirectory())
            .timeout(PATIENCE);
    function.environment().forEach(traced::environment);
    String given = function.environment().get(OPTIONS);
    return traced.environment(OPTIONS, given == null ? AGENT : AGENT + " " + given).build();
  }

  private static String port(Environment environment) throws IOException {
    for (String line : environment.logLines()) {
      Matcher matcher = LISTENING.matcher(line);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    throw new IOException(
        "cannot see which classes are used: the process has not said where its debugger's agent"
            + " listens; expected a JVM with the module jdk.jdwp.agent that reads JAVA_TOOL_OPTIONS"
            + " [AUDIT_NO_DEBUGGER]");
  }

  private static VirtualMachine attach(String port) throws IOException {
    AttachingConnector connector =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(each -> each.name().equals("com.sun.jdi.SocketAttach"))
            .findFirst()
            .orElseThrow(() ->
                new IOException(
                    "cannot see which classes are used: this JVM has no connector for debuggers;"
                        + " expected one of a JDK [AUDIT_NO_DEBUGGER]"));
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.forEach((name, argument) -> {
      if (name.equals("hostname")) {
        argument.setValue("127.0.0.1");
      } else if (name.equals("port")) {
        argument.setValue(port);
      }
    });
    try {
      return connector.attach(arguments);
    } catch (IllegalConnectorArgumentsException e) {
      throw new IOException(
          "cannot attach to the agent at port " + port + " [AUDIT_NO_DEBUGGER]", e);
    }
  }

  /** Classes of other than the JDK's loaders that have a method, without those made by a JVM. */
  private static Set<String> loaded(VirtualMachine machine) {
    Set<String> names = new HashSet<>();
    for (ReferenceType type : machine.allClasses()) {
      ClassLoaderReference loader = type.classLoader();
      boolean isOfJdk =
          loader == null || loader.referenceType().name().endsWith("PlatformClassLoader");
      String name = type.name();
      boolean isMade = name.contains("$$Lambda") || name.contains("/") || name.contains("$Proxy");
      if (!isOfJdk && !isMade && !name.endsWith("[]")) {
        names.add(name);
      }
    }
    return names;
  }

  private static Thread listen(VirtualMachine machine, Set<String> entered, AtomicBoolean invoked) {
    MethodEntryRequest request = machine.eventRequestManager().createMethodEntryRequest();
    NOT_OURS.forEach(request::addClassExclusionFilter);
    request.setSuspendPolicy(EventRequest.SUSPEND_NONE);
    request.enable();
    Thread listener = new Thread(() -> take(machine, entered, invoked), "used-classes");
    listener.setDaemon(true);
    listener.start();
    return listener;
  }

  /** Until the invocations are done and no event comes any more. */
  private static void take(VirtualMachine machine, Set<String> entered, AtomicBoolean invoked) {
    try {
      while (true) {
        boolean isLast = invoked.get();
        EventSet set = machine.eventQueue().remove(DRAINED_MILLIS);
        if (set == null) {
          if (isLast) {
            return;
          }
          continue;
        }
        for (Event event : set) {
          if (event instanceof MethodEntryEvent entry) {
            entered.add(entry.location().declaringType().name());
          }
        }
      }
    } catch (InterruptedException | VMDisconnectedException ignored) {
      // the function has ended; what was seen was seen
    }
  }
}
