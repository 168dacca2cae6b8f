/** Reads events and writes results with Jackson databind. */
module dev.snapstart.runtime.databind {
  requires com.fasterxml.jackson.databind;
  requires dev.snapstart.runtime;
  requires static org.jspecify;

  uses com.fasterxml.jackson.databind.ObjectMapper;

  provides dev.snapstart.runtime.EventCodec with
      dev.snapstart.runtime.databind.DatabindCodec;
}
