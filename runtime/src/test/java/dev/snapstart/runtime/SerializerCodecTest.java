package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SerializerCodecTest {

  @TempDir private Path directory;

  /** Says what it was called with. */
  public static final class Telling implements CustomPojoSerializer {

    @Override
    @SuppressWarnings("unchecked")
    public <T> T fromJson(InputStream input, Type type) {
      try {
        String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        return (T) Map.of("type", List.of(type.getTypeName()), "event", List.of(text));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public <T> T fromJson(String input, Type type) {
      throw new UnsupportedOperationException("AWS's own client gives streams");
    }

    @Override
    public <T> void toJson(T value, OutputStream output, Type type) {
      try {
        output.write((value + " as " + type.getTypeName()).getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** One too many. */
  public static class Second implements CustomPojoSerializer {

    @Override
    public <T> T fromJson(InputStream input, Type type) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> T fromJson(String input, Type type) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> void toJson(T value, OutputStream output, Type type) {
      throw new UnsupportedOperationException();
    }
  }

  /** Cannot be made. */
  public static final class Broken extends Second {

    public Broken() {
      throw new IllegalStateException("no licence");
    }
  }

  /** Types with arguments on both sides. */
  public static final class Generic
      implements RequestHandler<Map<String, List<String>>, List<String>> {

    @Override
    public List<String> handleRequest(Map<String, List<String>> event, Context context) {
      return List.of(event.get("type").get(0), event.get("event").get(0));
    }
  }

  @Test
  void readsAndWritesWithTheTypesThatTheHandlerDeclares() throws Throwable {
    withProviders(
        () -> {
          ResponseBody body = new ResponseBody(new RecordingRuntimeApi(), "1");
          HandlerLoader.load(Generic.class.getName())
              .handle("not JSON".getBytes(StandardCharsets.UTF_8), null, body);
          assertThat(new String(body.bytes(), 0, body.length(), StandardCharsets.UTF_8))
              .isEqualTo(
                  "[java.util.Map<java.lang.String, java.util.List<java.lang.String>>, not JSON]"
                      + " as java.util.List<java.lang.String>");
        },
        Telling.class);
  }

  @Test
  void refusesTwoProvidersAndNamesThem() throws Throwable {
    withProviders(
        () ->
            assertThatExceptionOfType(HandlerLoadException.class)
                .isThrownBy(() -> HandlerLoader.load(Generic.class.getName()))
                .withMessageContaining("TooManyServiceProvidersFound")
                .withMessageContaining(Telling.class.getName())
                .withMessageContaining(Second.class.getName())
                .withMessageContaining("[RUNTIME_SEVERAL_CODECS]"),
        Telling.class,
        Second.class);
  }

  @Test
  void reportsAProviderThatCannotBeMade() throws Throwable {
    withProviders(
        () ->
            assertThatExceptionOfType(HandlerLoadException.class)
                .isThrownBy(() -> HandlerLoader.load(Generic.class.getName()))
                .withMessageContaining(Broken.class.getName())
                .withMessageContaining("[RUNTIME_CODEC_UNUSABLE]")
                .withStackTraceContaining("no licence"),
        Broken.class);
  }

  private void withProviders(ThrowingCallable test, Class<?>... providers) throws Throwable {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.write(
        services.resolve(CustomPojoSerializer.class.getName()),
        List.of(providers).stream().map(Class::getName).toList());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader withProviders =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
      thread.setContextClassLoader(withProviders);
      test.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
