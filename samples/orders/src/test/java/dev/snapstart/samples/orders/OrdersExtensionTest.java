package dev.snapstart.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.HookReport;
import dev.snapstart.emulator.InvocationResult;
import dev.snapstart.emulator.Snapshot;
import dev.snapstart.emulator.junit.Clones;
import dev.snapstart.emulator.junit.EventFile;
import dev.snapstart.emulator.junit.SnapStartFunction;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The sample as a user would test it. */
class OrdersExtensionTest {

  private static byte[] order() throws Exception {
    return Files.readAllBytes(Path.of("events/simple-order.json"));
  }

  @Nested
  @SnapStartFunction(handler = "dev.snapstart.samples.orders.OrdersHandler", clones = 3)
  class Cloned {

    @Test
    void numbersItsOrdersDifferentlyInEveryClone(Clones clones) throws Exception {
      assertThat(clones.size()).isEqualTo(3);
      assertThat(clones.invoke(order())).extracting(InvocationResult::text).doesNotHaveDuplicates();
      assertThat(clones.repeats(order())).isEmpty();
    }

    /** Each test has clones of its own, of the same snapshot. */
    @Test
    void beginsAnewForEachTest(Environment function, Clones clones) throws Exception {
      assertThat(function).isSameAs(clones.get(0));
      assertThat(function.invoke(order()).text()).contains("-1\\\"");
    }
  }

  @Nested
  @SnapStartFunction(handler = "dev.snapstart.samples.orders.OrdersHandler", engine = Engine.PAUSE)
  class WithFiles {

    /** What the tools of AWS read as an event is one for the function. */
    @Test
    void takesTheEventFilesOfAws(
        Environment function, @EventFile("events/simple-order.json") byte[] event)
        throws Exception {
      APIGatewayV2HTTPEvent same = EventLoader.loadApiGatewayHttpEvent("events/simple-order.json");
      assertThat(same.getRawPath()).isEqualTo("/orders");
      assertThat(function.invoke(event).text()).contains("\"statusCode\":201");
    }

    @Test
    void tellsWhatTheHooksDid(Environment function, Snapshot snapshot) {
      assertThat(snapshot.hookReport().hooks())
          .extracting(HookReport.Hook::name)
          .containsExactly("price a sample order", "order journal");
      assertThat(function.hookReport().of("afterRestore").hooks())
          .extracting(HookReport.Hook::name)
          .containsExactly("order journal", "order numbers");
      assertThat(function.hookReport().hooks()).allMatch(HookReport.Hook::isOk);
    }
  }

  @Nested
  @SnapStartFunction(
      handler = "dev.snapstart.samples.orders.OrdersHandler",
      clones = 2,
      jvmOptions = "-Dorg.crac.Core.Compat=nobody")
  class WithoutHooks {

    @Test
    void repeatsItsOrderNumbers(Clones clones) throws Exception {
      assertThat(clones.repeats(order()))
          .singleElement()
          .asString()
          .startsWith("$.body.orderNumber: the same sequence of values in clones [1, 2]");
    }
  }

  @Nested
  @SnapStartFunction(
      handler = "dev.snapstart.samples.orders.OrdersHandler",
      runtime = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
      jvmOptions = "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
      engine = Engine.PAUSE)
  class OnTheRuntimeOfAws {

    @Test
    void answers(Environment function) throws Exception {
      assertThat(function.invoke(order()).text()).contains("\"statusCode\":201");
    }

    @Test
    void answersAgain(Environment function) throws Exception {
      assertThat(function.invoke(order()).text()).contains("\"statusCode\":201");
    }
  }
}
