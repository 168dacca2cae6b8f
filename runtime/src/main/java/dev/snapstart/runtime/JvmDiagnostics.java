package dev.snapstart.runtime;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/**
 * What {@code jcmd} can have a JVM do, from inside. The only class that needs the modules
 * java.management and jdk.management, which may not be there.
 */
final class JvmDiagnostics {

  private static final String MOST_FREE = "MaxHeapFreeRatio";
  private static final String LEAST_FREE = "MinHeapFreeRatio";
  private static final Object[] NO_WORDS = {new String[0]};
  private static final String[] WORDS = {String[].class.getName()};
  private static final String STRING = String.class.getName();

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final ObjectName commands;
  private final ObjectName flags;

  /** How much of the heap the JVM keeps free, in percent, as its options have it. */
  record HeapRatios(String least, String most) {}

  private JvmDiagnostics() throws JMException {
    this.commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
    this.flags = new ObjectName("com.sun.management:type=HotSpotDiagnostic");
  }

  static JvmDiagnostics open() throws JMException {
    return new JvmDiagnostics();
  }

  /** Whether something is compiled or waits for it. */
  boolean isCompiling() throws JMException {
    for (String line : command("compilerQueue").split("\n", -1)) {
      String text = line.strip();
      // but for tasks there are headings, and "Empty" behind that of a queue without any
      if (!text.isEmpty() && !text.endsWith(":") && !text.equals("Empty")) {
        return true;
      }
    }
    return false;
  }

  /** How long all compilers have worked; 0 where that is not known. */
  long compiledMillis() {
    CompilationMXBean compilation = ManagementFactory.getCompilationMXBean();
    return compilation != null && compilation.isCompilationTimeMonitoringSupported()
        ? compilation.getTotalCompilationTime()
        : 0;
  }

  HeapRatios ratios() throws JMException {
    return new HeapRatios(flag(LEAST_FREE), flag(MOST_FREE));
  }

  /** Makes the next collections give all back that is free; returns what was so before. */
  HeapRatios shrinkHeap() throws JMException {
    HeapRatios before = ratios();
    setFlag(LEAST_FREE, "0");
    setFlag(MOST_FREE, "0");
    return before;
  }

  /** A heap without any free space would be collected again and again. */
  void restore(HeapRatios ratios) throws JMException {
    setFlag(MOST_FREE, ratios.most());
    setFlag(LEAST_FREE, ratios.least());
  }

  /** Gives back what malloc keeps: on Linux with glibc, from JDK 18 on and in updates of 17. */
  void trimNativeHeap() throws JMException {
    command("systemTrimNativeHeap");
  }

  private String command(String name) throws JMException {
    return String.valueOf(server.invoke(commands, name, NO_WORDS, WORDS));
  }

  private String flag(String name) throws JMException {
    Object option = server.invoke(flags, "getVMOption", new Object[] {name}, new String[] {STRING});
    return String.valueOf(((CompositeData) option).get("value"));
  }

  private void setFlag(String name, String value) throws JMException {
    server.invoke(flags, "setVMOption", new Object[] {name, value}, new String[] {STRING, STRING});
  }
}
