package dev.snapstart.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.snapstart.crac.Context;
import dev.snapstart.crac.Core;
import dev.snapstart.crac.Resource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the hooks do, in process: our runtime's context notifies them, nothing is snapshotted. */
class OrdersLifecycleTest {

  private final Context<Resource> crac = Core.getGlobalContext();
  private final OrderJournal journal = new OrderJournal();
  private final OrdersHandler handler = new OrdersHandler(journal);

  OrdersLifecycleTest() throws IOException {}

  @Test
  void numbersOrdersInAnotherSeriesAfterEachRestore() throws Exception {
    String unsnapshotted = series(post("P-00001"));
    crac.beforeCheckpoint(crac);
    crac.afterRestore(crac);
    String restored = series(post("P-00001"));
    crac.afterRestore(crac);
    String restoredAgain = series(post("P-00001"));
    assertThat(unsnapshotted).isNotEqualTo(restored);
    assertThat(restoredAgain).isNotEqualTo(restored).isNotEqualTo(unsnapshotted);
  }

  @Test
  void keepsTheJournalOutOfPrimingAndClosedInTheSnapshot() throws Exception {
    Path before = journal.file();
    crac.beforeCheckpoint(crac);
    assertThat(before).isEmptyFile();
    assertThat(post("P-00001").getStatusCode()).isEqualTo(500);
  }

  @Test
  void journalsOrdersInAFileOfTheCloneAfterTheRestore() throws Exception {
    Path before = journal.file();
    crac.beforeCheckpoint(crac);
    crac.afterRestore(crac);
    APIGatewayV2HTTPResponse response = post("P-00001");
    String number = (String) JSON.std.mapFrom(response.getBody()).get("orderNumber");
    assertThat(Files.readAllLines(journal.file()))
        .singleElement()
        .asString()
        .startsWith(number + " ");
    assertThat(before).isEmptyFile();
  }

  @Test
  void letsNobodyForgeLogLines() {
    PrintStream standardOutput = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      post("X\\nEND RequestId: forged");
    } finally {
      System.setOut(standardOutput);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .contains("request-1", "END RequestId: forged");
  }

  private APIGatewayV2HTTPResponse post(String sku) {
    String body = "{\"customer\":\"Ann\",\"lines\":[{\"sku\":\"" + sku + "\",\"quantity\":1}]}";
    return handler.handleRequest(
        HttpEvents.event("POST", "/orders", body, false), new FakeContext());
  }

  private static String series(APIGatewayV2HTTPResponse response) throws IOException {
    String number = (String) JSON.std.mapFrom(response.getBody()).get("orderNumber");
    return number.substring(0, number.indexOf('-'));
  }
}
