package dev.snapstart.emulator.handlers;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Serializers of a user. */
public final class Serializers {

  private Serializers() {}

  /** Reads a list of its own from anything and writes in capitals. */
  public static class Shouting implements CustomPojoSerializer {

    public Shouting() {}

    @Override
    public <T> T fromJson(InputStream input, Type type) {
      return custom(type);
    }

    @Override
    public <T> T fromJson(String input, Type type) {
      return custom(type);
    }

    @Override
    public <T> void toJson(T value, OutputStream output, Type type) {
      String text = "<" + String.valueOf(value).toUpperCase(Locale.ROOT) + ">";
      try {
        output.write(text.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @SuppressWarnings("unchecked") // the handler takes a list of strings, as is looked at here
    private static <T> T custom(Type type) {
      if (!type.getTypeName().equals("java.util.List<java.lang.String>")) {
        throw new IllegalStateException("asked for " + type);
      }
      return (T) List.of("custom");
    }
  }

  /** Another one. */
  public static final class Whispering extends Shouting {

    public Whispering() {}
  }

  /** Cannot be made. */
  public static final class Broken extends Shouting {

    public Broken() {
      throw new IllegalStateException("no serializer today");
    }
  }
}
