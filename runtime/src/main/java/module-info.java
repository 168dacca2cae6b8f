/**
 * The Lambda custom runtime for Java.
 *
 * <p>Functions normally run it from the class path; the descriptor is for {@code jlink} and for
 * those who use the module path.
 */
module dev.snapstart.runtime {
  requires transitive aws.lambda.java.core;
  // both are inside the published jar, under another name
  requires static com.fasterxml.jackson.jr.ob;
  requires static com.fasterxml.jackson.core;
  requires static transitive org.jspecify;
  // the diet before a snapshot does without them where they are not
  requires static java.management;
  requires static jdk.management;

  uses com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
  uses dev.snapstart.runtime.EventCodec;

  exports dev.snapstart.runtime;
  exports dev.snapstart.crac;
}
