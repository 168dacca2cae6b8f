package dev.snapstart.emulator.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a parameter of a test of a {@link SnapStartFunction} what a file holds, as {@code byte[]}
 * or {@code String}: an event for the function. The files are those that the annotations and the
 * {@code EventLoader} of {@code aws-lambda-java-tests} read, and are looked for as there: on the
 * class path, else in the file system.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface EventFile {

  /**
   * Where it is.
   *
   * @return such as {@code events/sqs.json}, a resource or a file
   */
  String value();
}
