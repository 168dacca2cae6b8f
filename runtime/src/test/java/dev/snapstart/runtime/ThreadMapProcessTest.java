package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.emulator.InvocationResult;
import dev.snapstart.runtime.fixtures.Functions;
import java.io.File;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What logging libraries and AWS's SDK are told of an invocation, by the thread it runs on. */
class ThreadMapProcessTest {

  private static final String LIBRARIES = new File("target/thread-maps/*").getAbsolutePath();

  private final Emulator emulator = Emulator.builder().build();

  @AfterEach
  void closeEmulator() {
    emulator.close();
  }

  @Test
  void tellsLoggersTheRequestIdOfEachInvocation() throws Exception {
    Environment environment = emulator.start(function().build());
    for (int i = 0; i < 2; i++) {
      InvocationResult result = environment.invoke(new byte[] {'1'});
      assertThat(JSON.std.mapFrom(result.text()))
          .containsEntry("log4j", result.requestId())
          .containsEntry("slf4j", result.requestId());
    }
  }

  @Test
  void tellsEachThreadItsOwnAndTheSdkTheTraceId() throws Exception {
    Environment environment = emulator.start(function().maxConcurrency(3).build());
    for (int i = 0; i < 6; i++) {
      String trace = "Root=1-" + i;
      InvocationResult result =
          environment.invoke(new byte[] {'1'}, Map.of("Lambda-Runtime-Trace-Id", trace));
      assertThat(JSON.std.mapFrom(result.text()))
          .containsEntry("log4j", result.requestId())
          .containsEntry("slf4j", result.requestId())
          .containsEntry("sdk", trace);
    }
  }

  @Test
  void doesWithoutThem() throws Exception {
    Environment environment =
        emulator.start(FunctionProcess.bootstrap(Functions.Mapped.class.getName()).build());
    assertThat(JSON.std.mapFrom(environment.invoke(new byte[] {'1'}).text()))
        .containsEntry("log4j", "none")
        .containsEntry("sdk", "none");
  }

  private static FunctionSpec.Builder function() {
    return FunctionProcess.bootstrap(
        FunctionProcess.CLASS_PATH + File.pathSeparator + LIBRARIES,
        List.of(),
        Functions.Mapped.class.getName());
  }
}
