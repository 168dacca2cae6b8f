/** Code around checkpoint and restore that really runs, in order, with a report. */
module dev.snapstart.hooks {
  // for priming and for recording what to prime, where they are used
  requires static transitive aws.lambda.java.core;
  requires static java.management;
  requires org.crac;
  requires static transitive org.jspecify;

  exports dev.snapstart.hooks;
  // for org.crac, by reflection
  exports dev.snapstart.hooks.rehearsal;
}
