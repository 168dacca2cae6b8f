package dev.snapstart.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassLoadLogTest {

  @TempDir private Path directory;

  @Test
  void leavesOutWhatTheJvmMakesUpAndNothingElse() throws Exception {
    Path log = directory.resolve("classes.log");
    Files.write(
        log,
        List.of(
            "com.acme.Orders source: file:/opt/my__project/target/classes/",
            "com.acme.Orders$ProxyHandler source: jar:file:/opt/lib.jar!/",
            "java.nio.Bits source: shared objects file",
            "com.sun.proxy.$Proxy12 source: __dynamic_proxy__",
            "jdk.proxy2.$Proxy3 source: file:/generated",
            "com.acme.Orders$$Lambda$12/0x0000 source: com.acme.Orders",
            "java.lang.invoke.LambdaForm$MH/0x0001 source: __JVM_LookupDefineClass__",
            "dev.snapstart.runtime.InvocationLoop source: file:/runtime.jar"));
    assertThat(ClassLoadLog.since(log, 0))
        .containsExactly("com.acme.Orders", "com.acme.Orders$ProxyHandler", "java.nio.Bits");
  }
}
