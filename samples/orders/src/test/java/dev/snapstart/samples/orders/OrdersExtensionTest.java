package dev.snapstart.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snapstart.emulator.Engine;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.InvocationResult;
import dev.snapstart.emulator.junit.Clones;
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
