package dev.snapstart.emulator.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that wants real clones: left out with the reason where CRIU cannot be used, and a failure
 * there if the variable {@code SNAPSTART_REQUIRE_CRIU} is set, for a CI that must not leave it out.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(CriuCondition.class)
public @interface NeedsCriu {}
