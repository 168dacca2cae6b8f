package dev.snapstart.runtime;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes the values of one class. A writer is used by many threads at once. */
interface TypeWriter {

  /** Writes a value, and through the writers what is in it. */
  void write(Object value, JsonGenerator json, Writers writers) throws IOException;
}
