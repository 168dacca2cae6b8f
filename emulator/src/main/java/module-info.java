/** A Lambda on one machine: init, checkpoint, restore and invoke a function process. */
module dev.snapstart.emulator {
  requires com.fasterxml.jackson.jr.ob;
  requires info.picocli;
  // the functions of the conformance suite, which do not run in this module
  requires static aws.lambda.java.core;
  requires static aws.lambda.java.events;
  requires static org.crac;
  requires static org.joda.time;
  requires static transitive org.jspecify;

  exports dev.snapstart.emulator;

  // picocli sets the options of the commands by reflection
  opens dev.snapstart.emulator to
      info.picocli;
  opens dev.snapstart.emulator.conformance to
      info.picocli;
}
