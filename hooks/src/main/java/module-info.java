/** Code around checkpoint and restore that really runs, in order, with a report. */
module dev.snapstart.hooks {
  // for priming and for recording what to prime, where they are used
  requires static transitive aws.lambda.java.core;
  // for the hooks of pools, where they are used
  requires static transitive com.zaxxer.hikari;
  // for the owners of open resources, where they are asked for
  requires static jdk.jfr;
  requires static java.management;
  requires static transitive java.sql;
  requires org.crac;
  requires static transitive org.jspecify;

  uses com.amazonaws.services.lambda.runtime.CustomPojoSerializer;

  exports dev.snapstart.hooks;
  exports dev.snapstart.hooks.connections;
  // for org.crac, by reflection
  exports dev.snapstart.hooks.rehearsal;
}
