package dev.snapstart.emulator.junit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** Reads what {@link EventFile} names. */
final class EventFiles {

  private EventFiles() {}

  static boolean isMeant(ParameterContext parameter) {
    return parameter.isAnnotated(EventFile.class);
  }

  static Object read(ParameterContext parameter, ClassLoader loader) {
    String name = parameter.findAnnotation(EventFile.class).map(EventFile::value).orElse("");
    byte[] event = read(name, loader);
    Class<?> type = parameter.getParameter().getType();
    if (type == byte[].class) {
      return event;
    }
    if (type == String.class) {
      return new String(event, StandardCharsets.UTF_8);
    }
    throw new ParameterResolutionException(
        "cannot give event file \""
            + name
            + "\" to "
            + parameter.getParameter()
            + ": expected byte[] or String [EMULATOR_TEST_PARAMETER]");
  }

  private static byte[] read(String name, ClassLoader loader) {
    String resource = name.startsWith("/") ? name.substring(1) : name;
    try (InputStream in = loader.getResourceAsStream(resource)) {
      return in == null ? Files.readAllBytes(Path.of(name)) : in.readAllBytes();
    } catch (IOException e) {
      throw new ParameterResolutionException(
          "cannot read event file \""
              + name
              + "\" ("
              + e
              + "); expected a resource on the class path or a file [EMULATOR_CANNOT_READ_EVENT]",
          e);
    }
  }
}
