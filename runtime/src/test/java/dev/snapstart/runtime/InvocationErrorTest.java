package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InvocationErrorTest {

  @Test
  void tellsMessageTypeAndFrames() throws IOException {
    Map<String, Object> json = json(new IllegalStateException("a \"b\"\n\u00e4\ud83d\ude00\u0001"));
    assertThat(json)
        .containsEntry("errorMessage", "a \"b\"\n\u00e4\ud83d\ude00\u0001")
        .containsEntry("errorType", "java.lang.IllegalStateException")
        .containsOnlyKeys("errorMessage", "errorType", "stackTrace");
  }

  @Test
  void usesTheClassNameWhenThereIsNoMessage() throws IOException {
    assertThat(json(new NullPointerException()))
        .containsEntry("errorMessage", "java.lang.NullPointerException");
  }

  @Test
  void namesNestedClassesByTheirBinaryName() throws IOException {
    assertThat(json(new Hostile()))
        .containsEntry("errorType", InvocationErrorTest.class.getName() + "$Hostile");
  }

  @Test
  void survivesExceptionsThatCannotDescribeThemselves() throws IOException {
    assertThat((String) json(new Hostile()).get("errorMessage"))
        .contains("Hostile")
        .contains("cannot be had");
  }

  @Test
  void keepsHugeMessagesBelowThePlatformsLimit() throws IOException {
    byte[] body =
        InvocationError.of("Runtime.UserException", new Exception("\u0001".repeat(5_000_000)))
            .toJson();
    assertThat(body).hasSizeLessThan(1024 * 1024);
    assertThat(JSON.std.mapFrom(body)).containsKey("errorMessage");
  }

  @Test
  void writesLoneSurrogatesAsEscapes() {
    String text =
        new String(
            InvocationError.of("Runtime.UserException", new Exception("\ud83d!")).toJson(),
            StandardCharsets.UTF_8);
    assertThat(text).contains("\"\\ud83d!\"");
  }

  @Test
  void cutsTheRuntimesOwnFrames() {
    Exception thrown = new Exception("x");
    thrown.setStackTrace(
        new StackTraceElement[] {
          frame("java.util.ArrayList"),
          frame("com.acme.Orders"),
          frame("jdk.internal.reflect.DirectMethodHandleAccessor"),
          frame("java.lang.reflect.Method"),
          frame("dev.snapstart.runtime.HandlerMethod"),
          frame("dev.snapstart.runtime.Bootstrap")
        });
    assertThat(InvocationError.of("Runtime.UserException", thrown).stackTrace())
        .extracting(StackTraceElement::getClassName)
        .containsExactly("java.util.ArrayList", "com.acme.Orders");
  }

  private static StackTraceElement frame(String className) {
    return new StackTraceElement(className, "call", "File.java", 1);
  }

  private static Map<String, Object> json(Throwable thrown) throws IOException {
    return JSON.std.mapFrom(InvocationError.of("Runtime.UserException", thrown).toJson());
  }

  private static final class Hostile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message today");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("no frames today");
    }
  }
}
