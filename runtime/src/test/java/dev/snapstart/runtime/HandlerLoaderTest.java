package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.snapstart.runtime.fixtures.Handlers;
import java.io.IOException;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandlerLoaderTest {

  private static final String FIXTURES = Handlers.class.getName() + "$";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          StreamEcho            | {"a": 1}                        | {"a": 1}
          StreamEcho::handleRequest | not JSON                    | not JSON
          MapEcho               | {"b":[1],"a":{}}                | {"b":[1],"a":{}}
          RecordHandler         | {"currency":"EUR","cents":21}   | {"currency":"EUR","cents":42}
          RecordHandler::handleRequest | {"currency":"EUR","cents":1} | {"currency":"EUR","cents":2}
          Both                  | "x"                             | "stream"
          Inherited             | [{"cents":40},{"cents":2}]      | 42
          Raw                   | [1]                             | "java.util.ArrayList"
          UsesDefault           | "x"                             | "default x"
          KotlinObject          | "x"                             | "the one x"
          Methods::nothing      | {}                              | "nothing"
          Methods::event        | {"currency":"EUR"}              | "EUR"
          Methods::context      | {}                              | "id"
          Methods::eventAndContext | {"currency":"EUR"}           | "EURid"
          Methods::twice        | 21                              | 42
          Methods::twice        | null                            | 0
          Methods::in           | {}                              | null
          Methods::out          | {}                              | 1
          Methods::inOut        | abc                             | abc
          Methods::inOutContext | {}                              | id
          Methods::nothingBack  | "x"                             | null
          Methods::overloaded   | "x"                             | "event and context"
          Methods::variable     | ["x","y"]                       | "x+y"
          Methods::greet        | "Ann"                           | "hello Ann"
          NoInterface::greet    | "Ann"                           | "hello Ann"
          """)
  void callsHandlersOfEveryForm(String handler, String event, String answer) throws Throwable {
    assertThat(call(FIXTURES + handler, event)).isEqualTo(answer);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  "})
  void asksForAHandlerWhenNoneIsNamed(String name) {
    assertThat(failureOf(name))
        .hasMessageContaining("neither an argument nor _HANDLER")
        .extracting(HandlerLoadException::category)
        .isEqualTo("Runtime.NoSuchHandler");
  }

  @ParameterizedTest
  @ValueSource(strings = {"::method", "com.acme.Orders::", "com.acme.Orders::a::b"})
  void saysWhatANameShouldLookLike(String name) {
    assertThat(failureOf(name))
        .hasMessageContaining("\"" + name + "\"")
        .hasMessageContaining("expected package.Class or package.Class::method");
  }

  @Test
  void namesTheClassThatIsMissing() {
    HandlerLoadException failure = failureOf("com.acme.Nowhere");
    assertThat(failure)
        .hasMessage(
            "cannot load handler \"com.acme.Nowhere\": class com.acme.Nowhere is not on the class"
                + " path (check the name and the package) [RUNTIME_CLASS_NOT_FOUND]");
    assertThat(failure.reported()).isInstanceOf(ClassNotFoundException.class);
    assertThat(failure.category()).isEqualTo("Runtime.BadFunctionCode");
  }

  @Test
  void listsTheMethodsThereAreWhenTheNamedOneIsMissing() {
    assertThat(failureOf(FIXTURES + "NoInterface::price"))
        .hasMessageContaining("has no public method price (found: greet)");
    assertThat(failureOf(FIXTURES + "Methods::hidden"))
        .hasMessageContaining("has no public method hidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {"turned", "four"})
  void saysWhichFormsOfMethodsCanBeCalled(String method) {
    assertThat(failureOf(FIXTURES + "Methods::" + method))
        .hasMessageContaining("no method " + method)
        .hasMessageContaining("(InputStream, OutputStream), each also with a Context last");
  }

  @Test
  void tellsWhatTheConstructorThrew() {
    HandlerLoadException failure = failureOf(FIXTURES + "ThrowsInConstructor");
    assertThat(failure).hasMessageContaining("java.lang.IllegalStateException: no table");
    assertThat(failure.reported()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void tellsWhatTheStaticInitialiserThrew() {
    HandlerLoadException failure = failureOf(FIXTURES + "ThrowsInStaticInitialiser");
    assertThat(failure).hasMessageContaining("static initialiser");
    assertThat(failure.reported()).isInstanceOf(NumberFormatException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "NoDefaultConstructor, no public constructor without parameters",
    "Inner, make it static",
    "Abstract, is abstract",
    "NoInterface, implements neither RequestHandler nor RequestStreamHandler"
  })
  void saysWhyAClassCannotBeAHandler(String name, String reason) {
    assertThat(failureOf(FIXTURES + name)).hasMessageContaining(reason);
  }

  @Test
  void throwsWhatTheMethodThrew() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> call(FIXTURES + "Methods::throwsChecked", "\"x\""))
        .withMessage("disk on fire");
  }

  @Test
  void usesTheCodecThatTheClassPathProvides(@TempDir Path directory) throws Throwable {
    withCodec(
        Shouting.class.getName(),
        directory,
        () -> {
          assertThat(call(FIXTURES + "UsesDefault", "quiet")).isEqualTo("DEFAULT QUIET");
          assertThat(call(FIXTURES + "Methods::greet", "ann")).isEqualTo("HELLO ANN");
        });
  }

  @Test
  void tellsWhenTheProvidedCodecCannotBeMade(@TempDir Path directory) throws Throwable {
    withCodec(
        "com.acme.NoSuchCodec",
        directory,
        () ->
            assertThat(failureOf(FIXTURES + "UsesDefault"))
                .hasMessageContaining("com.acme.NoSuchCodec"));
  }

  /** Knows no JSON. */
  public static final class Shouting implements EventCodec {
    @Override
    public Decoder decoder(Type type) {
      assertThat(type).isEqualTo(String.class);
      return event -> new String(event, StandardCharsets.UTF_8);
    }

    @Override
    public Encoder encoder(Type type) {
      assertThat(type).isEqualTo(String.class);
      return (result, out) ->
          out.write(result.toString().toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Runs a test whose class path names a codec. */
  private static void withCodec(String className, Path directory, ThrowingCallable test)
      throws Throwable {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.writeString(services.resolve(EventCodec.class.getName()), className);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader withProvider =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
      thread.setContextClassLoader(withProvider);
      test.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static HandlerLoadException failureOf(String name) {
    return catchThrowableOfType(HandlerLoadException.class, () -> HandlerLoader.load(name));
  }

  private static String call(String name, String event) throws Throwable {
    byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
    Invocation invocation = new Invocation("id", 0, null, null, null, null, null, bytes);
    ResponseBody body = new ResponseBody(new RecordingRuntimeApi(), "id");
    Handler handler = HandlerLoader.load(name);
    LoadedFunction function = RecordingRuntimeApi.function(handler);
    handler.handle(
        bytes, new InvocationContext(function.config(), invocation, function.log()), body);
    return new String(body.bytes(), 0, body.length(), StandardCharsets.UTF_8);
  }
}
