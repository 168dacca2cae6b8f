/** A Lambda on one machine: init, checkpoint, restore and invoke a function process. */
module dev.snapstart.emulator {
  requires info.picocli;
  requires static transitive org.jspecify;

  exports dev.snapstart.emulator;

  // picocli sets the options of the commands by reflection
  opens dev.snapstart.emulator to
      info.picocli;
}
