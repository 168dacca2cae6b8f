package dev.snapstart.samples.kotlin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.HookReport;
import dev.snapstart.emulator.InvocationResult;
import dev.snapstart.emulator.junit.Clones;
import dev.snapstart.emulator.junit.EventFile;
import dev.snapstart.emulator.junit.SnapStartFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The handlers in Kotlin, from their snapshots. */
class OrdersTest {

  private static final String ORDERS = "dev.snapstart.samples.kotlin.Orders";
  private static final String[] OF_EACH_CLONE = {"orderNumber", "prize", "openSince"};

  @Nested
  @SnapStartFunction(handler = ORDERS, clones = 3)
  class InManyClones {

    @Test
    void shareNothing(Clones clones, @EventFile("events/order.json") byte[] order)
        throws Exception {
      List<Map<String, Object>> receipts = receipts(clones, order);
      for (String field : OF_EACH_CLONE) {
        assertThat(receipts).extracting(receipt -> receipt.get(field)).doesNotHaveDuplicates();
      }
      assertThat(clones.repeats(order, order)).isEmpty();
    }
  }

  @Nested
  @SnapStartFunction(handler = "dev.snapstart.samples.kotlin.BrokenOrders", clones = 3)
  class BrokenInManyClones {

    @Test
    void shareAll(Clones clones, @EventFile("events/order.json") byte[] order) throws Exception {
      assertThat(receipts(clones, order).stream().distinct()).hasSize(1);
    }
  }

  @Nested
  @SnapStartFunction(handler = ORDERS, engine = Engine.PAUSE)
  class InOne {

    @Test
    void beginsAnewAfterTheSampleOrder(
        Environment function, @EventFile("events/order.json") byte[] order) throws Exception {
      assertThat(function.hookReport().hooks())
          .allMatch(HookReport.Hook::isOk)
          .extracting(HookReport.Hook::name)
          .contains("a sample order");
      Map<String, Object> receipt = JSON.std.mapFrom(function.invoke(order).text());
      assertThat(receipt).containsEntry("customer", "Ann");
      assertThat((String) receipt.get("orderNumber")).endsWith("-1");
    }
  }

  private static List<Map<String, Object>> receipts(Clones clones, byte[] order) throws Exception {
    List<Map<String, Object>> receipts = new ArrayList<>();
    for (InvocationResult result : clones.invoke(order)) {
      assertThat(result.functionError()).as(result.text()).isNull();
      receipts.add(JSON.std.mapFrom(result.text()));
    }
    return receipts;
  }
}
