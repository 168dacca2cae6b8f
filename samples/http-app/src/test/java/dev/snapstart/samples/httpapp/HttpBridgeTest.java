package dev.snapstart.samples.httpapp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.snapstart.emulator.Emulator;
import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.FunctionSpec;
import dev.snapstart.emulator.HookReport;
import dev.snapstart.emulator.InvocationResult;
import dev.snapstart.emulator.junit.Clones;
import dev.snapstart.emulator.junit.EventFile;
import dev.snapstart.emulator.junit.NeedsCriu;
import dev.snapstart.emulator.junit.SnapStartFunction;
import dev.snapstart.samples.httpapp.tickets.Tickets;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The application of package {@code tickets} as a function. */
class HttpBridgeTest {

  private static final String APPLICATION =
      "APPLICATION=dev.snapstart.samples.httpapp.tickets.Tickets";

  @Nested
  @SnapStartFunction(
      handler = "dev.snapstart.samples.httpapp.HttpBridge",
      environment = APPLICATION,
      engine = Engine.PAUSE)
  class WithoutAPort {

    @Test
    void sellsATicket(Environment function, @EventFile("events/buy.json") byte[] buy)
        throws Exception {
      Map<String, Object> answer = answer(function.invoke(buy));
      assertThat(answer).containsEntry("statusCode", 201);
      assertThat((String) answer.get("body")).matches("ticket \\d+ for Ann\n");
      assertThat(answer.get("headers"))
          .isEqualTo(Map.of("Content-type", "text/plain; charset=utf-8"));
      assertThat(answer.get("cookies")).asString().matches("\\[ticket=\\d+]");
    }

    @Test
    void leavesFiltersAndPathsToTheApplication(
        Environment function, @EventFile("events/buy.json") byte[] buy) throws Exception {
      byte[] get = new String(buy, UTF_8).replace("POST", "GET").getBytes(UTF_8);
      assertThat(answer(function.invoke(get))).containsEntry("statusCode", 405);
      byte[] root = new String(get, UTF_8).replace("\"/tickets\"", "\"/a b\"").getBytes(UTF_8);
      assertThat(answer(function.invoke(root))).containsEntry("body", "hello from 8080\n");
    }

    @Test
    void hasAskedTheApplicationBeforeTheCheckpoint(Environment function) {
      assertThat(function.hookReport().hooks())
          .allMatch(HookReport.Hook::isOk)
          .extracting(HookReport.Hook::name)
          .contains("GET /");
    }
  }

  @Nested
  @NeedsCriu
  @SnapStartFunction(
      handler = "dev.snapstart.samples.httpapp.HttpBridge",
      environment = APPLICATION,
      clones = 3)
  class InManyClones {

    @Test
    void sellsNoTicketTwice(Clones clones, @EventFile("events/buy.json") byte[] buy)
        throws Exception {
      assertThat(tickets(clones, buy)).hasSize(3).doesNotHaveDuplicates();
    }
  }

  /** Org.crac finds nobody who runs hooks, so nobody gives the JVM new seeds. */
  @Nested
  @NeedsCriu
  @SnapStartFunction(
      handler = "dev.snapstart.samples.httpapp.HttpBridge",
      environment = APPLICATION,
      jvmOptions = "-Dorg.crac.Core.Compat=nobody",
      clones = 3)
  class InManyClonesWithoutHooks {

    @Test
    void sellsATicketToEverybody(Clones clones, @EventFile("events/buy.json") byte[] buy)
        throws Exception {
      assertThat(Set.copyOf(tickets(clones, buy))).hasSize(1);
    }
  }

  @Test
  @NeedsCriu
  void theBrokenOneCannotBePublishedWithItsConnection() throws Exception {
    FunctionSpec function =
        FunctionSpec.builder()
            .command(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.snapstart.runtime.Bootstrap",
                    BrokenBridge.class.getName()))
            .handler(BrokenBridge.class.getName())
            .environment("APPLICATION", Tickets.class.getName())
            .environment("PORT", Integer.toString(freePort()))
            .build();
    try (Emulator emulator = Emulator.builder().engine(Engine.CRIU).build()) {
      assertThatThrownBy(() -> emulator.publish(function))
          .hasMessageContaining("it has open connections");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static List<Object> tickets(Clones clones, byte[] buy) throws Exception {
    List<Object> tickets = new ArrayList<>();
    for (InvocationResult result : clones.invoke(buy)) {
      tickets.add(answer(result).get("body"));
    }
    return tickets;
  }

  private static Map<String, Object> answer(InvocationResult result) throws Exception {
    assertThat(result.functionError()).as(result.text()).isNull();
    return JSON.std.mapFrom(result.text());
  }
}
