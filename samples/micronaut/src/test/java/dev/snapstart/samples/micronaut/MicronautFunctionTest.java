package dev.snapstart.samples.micronaut;

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
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The context of Micronaut from its snapshot. */
class MicronautFunctionTest {

  private static final String FUNCTION = "dev.snapstart.samples.micronaut.Function";
  private static final String BROKEN = "dev.snapstart.samples.micronaut.BrokenFunction";

  @Nested
  @SnapStartFunction(handler = FUNCTION, clones = 3)
  class InManyClones {

    @Test
    void givesNoNumberTwice(Clones clones, @EventFile("events/order.json") byte[] order)
        throws Exception {
      assertThat(clones.repeats(order, order)).isEmpty();
      assertThat(answers(clones, order)).doesNotHaveDuplicates();
    }
  }

  @Nested
  @SnapStartFunction(handler = FUNCTION, engine = Engine.PAUSE)
  class InOne {

    @Test
    void beginsANewSeriesAndCountsNoSample(
        Environment function, @EventFile("events/order.json") byte[] order) throws Exception {
      InvocationResult result = function.invoke(order);
      Map<String, Object> receipt = JSON.std.mapFrom(result.text());
      assertThat(receipt).containsEntry("customer", "Ann");
      assertThat((String) receipt.get("orderNumber")).endsWith("-1");
      assertThat(function.printedLines()).contains("sold: 1");
    }

    @Test
    void isPrimedWhileItsBeansWork(Environment function) {
      assertThat(function.hookReport().hooks())
          .filteredOn(hook -> hook.name().equals("place a sample order"))
          .hasSize(1)
          .allMatch(HookReport.Hook::isOk);
    }
  }

  @Nested
  @SnapStartFunction(handler = BROKEN, clones = 3)
  class BrokenInManyClones {

    @Test
    void givesEveryNumberThreeTimes(Clones clones, @EventFile("events/order.json") byte[] order)
        throws Exception {
      assertThat(Set.copyOf(answers(clones, order))).hasSize(1);
    }
  }

  @Nested
  @SnapStartFunction(handler = BROKEN, engine = Engine.PAUSE)
  class BrokenInOne {

    @Test
    void isNotPrimedBecauseItsBeansAreAtRest(Environment function) {
      assertThat(function.hookReport().hooks())
          .filteredOn(hook -> hook.name().equals("place a sample order"))
          .hasSize(1)
          .noneMatch(HookReport.Hook::isOk);
      assertThat(function.printedLines())
          .anyMatch(line -> line.contains("order numbers are given outside of checkpoints only"));
    }
  }

  private static List<String> answers(Clones clones, byte[] order) throws Exception {
    List<String> answers = new ArrayList<>();
    for (InvocationResult result : clones.invoke(order)) {
      answers.add((String) JSON.std.mapFrom(result.text()).get("orderNumber"));
    }
    return answers;
  }
}
