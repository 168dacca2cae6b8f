/** A Lambda on one machine: init, checkpoint, restore and invoke a function process. */
module dev.snapstart.emulator {
  requires com.fasterxml.jackson.jr.ob;
  requires dev.snapstart.crac;
  requires info.picocli;
  // the functions of the conformance suite, which do not run in this module
  requires static aws.lambda.java.core;
  requires static aws.lambda.java.events;
  requires static org.crac;
  // for tests of users
  requires static transitive org.junit.jupiter.api;
  requires static org.joda.time;
  requires static transitive org.jspecify;

  // commands of other artifacts
  uses dev.snapstart.emulator.Subcommand;

  exports dev.snapstart.emulator;
  exports dev.snapstart.emulator.junit;

  // picocli sets the options of the commands by reflection
  opens dev.snapstart.emulator to
      info.picocli;
  opens dev.snapstart.emulator.conformance to
      info.picocli;
  // JUnit makes its extensions by reflection
  opens dev.snapstart.emulator.junit to
      org.junit.platform.commons;
}
