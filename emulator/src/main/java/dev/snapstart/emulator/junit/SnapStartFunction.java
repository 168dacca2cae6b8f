package dev.snapstart.emulator.junit;

import dev.snapstart.emulator.Engine;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a function as a process, from its snapshot, for the tests of a class. Its class path is that
 * of the tests, so the runtime has to be on it.
 *
 * <pre>{@code
 * @SnapStartFunction(handler = "com.acme.Orders", clones = 3)
 * class OrdersTest {
 *
 *   @Test
 *   void numbersDifferBetweenClones(Clones clones) throws Exception {
 *     assertThat(clones.repeats(event)).isEmpty();
 *   }
 *
 *   @Test
 *   void answers(Environment function) throws Exception {
 *     assertThat(function.invoke(event).text()).contains("order");
 *   }
 * }
 * }</pre>
 *
 * <p>The function is published once for the class, and restored for each test, where {@link
 * Engine#CRIU} can be used; elsewhere it is published for each test, because the process itself is
 * held. Tests that want several clones are left out there, with the reason; if the variable {@code
 * SNAPSTART_REQUIRE_CRIU} is set they fail. What the function printed is printed when a test fails.
 *
 * <p>Parameters: {@link Clones}, {@link dev.snapstart.emulator.Environment} for the first of them,
 * {@link dev.snapstart.emulator.Snapshot}; with {@link EventFile} what a file holds.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SnapStartExtension.class)
public @interface SnapStartFunction {

  /**
   * The handler, as it is configured on the platform.
   *
   * @return {@code com.acme.Orders}, or {@code com.acme.Orders::price}
   */
  String handler();

  /**
   * How many clones each test gets.
   *
   * @return 1 or more
   */
  int clones() default 1;

  /**
   * What holds the snapshot.
   *
   * @return {@link Engine#AUTO} unless a runtime needs another one: AWS's client needs {@link
   *     Engine#PAUSE}
   */
  Engine engine() default Engine.AUTO;

  /**
   * The main class of the runtime.
   *
   * @return snapstart-runtime's, or {@code
   *     com.amazonaws.services.lambda.runtime.api.client.AWSLambda}
   */
  String runtime() default "dev.snapstart.runtime.Bootstrap";

  /**
   * Options for the function's JVM.
   *
   * @return each as one would write it on the command line
   */
  String[] jvmOptions() default {};

  /**
   * Environment variables of the function.
   *
   * @return each as {@code KEY=VALUE}
   */
  String[] environment() default {};

  /**
   * The configured memory, which is told to the function, and enforced as on the platform where the
   * machine lets the emulator do so.
   *
   * @return MB
   */
  int memoryMb() default 512;

  /**
   * How long an invocation may take.
   *
   * @return seconds
   */
  int timeoutSeconds() default 30;
}
