/** Code around checkpoint and restore that really runs, in order, with a report. */
module dev.snapstart.hooks {
  requires org.crac;
  requires static transitive org.jspecify;

  exports dev.snapstart.hooks;
  // for org.crac, by reflection
  exports dev.snapstart.hooks.rehearsal;
}
