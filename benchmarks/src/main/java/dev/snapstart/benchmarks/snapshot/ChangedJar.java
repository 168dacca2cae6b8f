package dev.snapstart.benchmarks.snapshot;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/** The jar of a build in which one constant of one class is another, as after a small commit. */
final class ChangedJar {

  private ChangedJar() {}

  /**
   * Writes it.
   *
   * @param from a text in exactly one class
   * @param to as long as that, so that the class is one as before
   * @throws IOException if there is not one such class
   */
  static void write(Path jar, Path changed, String from, String to) throws IOException {
    int changes = 0;
    try (JarFile in = new JarFile(jar.toFile());
        OutputStream file = Files.newOutputStream(changed);
        JarOutputStream out = new JarOutputStream(file)) {
      for (JarEntry entry : Collections.list(in.entries())) {
        byte[] content;
        try (InputStream bytes = in.getInputStream(entry)) {
          content = bytes.readAllBytes();
        }
        // each byte is a character of its own
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (entry.getName().endsWith(".class") && text.contains(from)) {
          content = text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
          changes++;
        }
        JarEntry copy = new JarEntry(entry.getName());
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        new ByteArrayInputStream(content).transferTo(out);
      }
    }
    if (changes != 1 || from.length() != to.length()) {
      throw new IOException(
          "cannot change \"" + from + "\" in " + jar + ": it is in " + changes + " classes");
    }
  }
}
