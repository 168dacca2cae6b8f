package dev.snapstart.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A function may leave Joda-Time out when its events have no dates. */
class WithoutJodaTest {

  /** Loads the codec and the events anew, where Joda-Time cannot be seen. */
  private static final class Hiding extends ClassLoader {

    Hiding() {
      super(WithoutJodaTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("org.joda.")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("dev.snapstart.") && !name.startsWith("com.amazonaws.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      return known == null ? define(name) : known;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  /** Runs in the other class loader. */
  public static final class Echo {

    /** Reads an event and writes it back. */
    public static String echo(String type, String event) throws Exception {
      EventCodec codec = new JsonCodec();
      Class<?> declared = Class.forName(type);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Object value = codec.decoder(declared).decode(event.getBytes(StandardCharsets.UTF_8));
      codec.encoder(declared).encode(value, out);
      return out.toString(StandardCharsets.UTF_8);
    }
  }

  @Test
  void readsAndWritesEventsWithoutDates() throws Exception {
    String event = "{\"Records\":[{\"body\":\"b\",\"eventSourceARN\":\"arn\"}]}";
    assertThat(echo(SQSEvent.class, event)).isEqualTo(event);
  }

  @Test
  void saysWhatIsMissingForEventsWithDates() {
    assertThatCode(() -> echo(S3Event.class, "{\"Records\":[{}]}"))
        .hasRootCauseInstanceOf(IOException.class)
        .rootCause()
        .hasMessageContaining("org/joda/time/DateTime");
  }

  private static String echo(Class<?> type, String event) throws Exception {
    try {
      return (String)
          Class.forName(Echo.class.getName(), true, new Hiding())
              .getMethod("echo", String.class, String.class)
              .invoke(null, type.getName(), event);
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
  }
}
