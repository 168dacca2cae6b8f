package dev.snapstart.samples.orders;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes down every order in a file of the temporary directory. An open file is a thing that a
 * snapshot cannot keep for many clones, so it is closed before and a new one is opened after.
 */
final class OrderJournal {

  private Path file;
  private Writer writer;

  OrderJournal() throws IOException {
    open();
  }

  /** Opens a file of this clone's own. */
  synchronized void open() throws IOException {
    file = Files.createTempFile("orders-", ".journal");
    file.toFile().deleteOnExit();
    writer = Files.newBufferedWriter(file);
  }

  synchronized void write(String entry) throws IOException {
    writer.write(entry);
    writer.write(System.lineSeparator());
    writer.flush();
  }

  synchronized void close() throws IOException {
    writer.close();
  }

  synchronized Path file() {
    return file;
  }
}
