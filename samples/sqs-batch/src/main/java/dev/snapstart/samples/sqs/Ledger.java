package dev.snapstart.samples.sqs;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Books movements, one file for each message: as with a conditional put into a table, a message
 * that SQS delivers twice is booked once, whichever clone gets it.
 */
final class Ledger {

  private final Path directory;

  Ledger(Path directory) {
    this.directory = directory;
  }

  /** Whether it is booked now and was not before. */
  boolean book(String messageId, Movement movement, String worker) throws IOException {
    String entry = movement.product() + " " + movement.pieces() + " by " + worker;
    try {
      Files.writeString(directory.resolve(messageId), entry, StandardOpenOption.CREATE_NEW);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }
}
