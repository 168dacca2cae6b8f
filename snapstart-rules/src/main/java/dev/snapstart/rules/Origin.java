package dev.snapstart.rules;

import org.jspecify.annotations.Nullable;

/** Where a value in a method comes from. Each method numbers its own. */
sealed interface Origin {

  /**
   * What the method was called with.
   *
   * @param index its place; the receiver of an instance method is 0
   * @param name as in the source, or empty if the class file does not say
   */
  record Parameter(int index, String name) implements Origin {}

  /**
   * What a call gave back.
   *
   * @param call which one
   */
  record Result(Call call) implements Origin {}

  /**
   * What a field held.
   *
   * @param field which one
   * @param object the object that has the field; empty if it is static
   */
  record FieldRead(FieldReference field, OriginSet object) implements Origin {}

  /**
   * A new object or array.
   *
   * @param type internal name, or descriptor of an array
   */
  record Creation(String type) implements Origin {}

  /**
   * A lambda or method reference.
   *
   * @param site where it is made
   */
  record Function(FunctionSite site) implements Origin {}

  /**
   * What was written into the code.
   *
   * @param value as ASM gives it
   */
  record Constant(@Nullable Object value) implements Origin {}

  /**
   * The outcome of comparing two values, which holds neither.
   *
   * @param left the one
   * @param right the other
   */
  record Comparison(OriginSet left, OriginSet right) implements Origin {}

  /**
   * Yes or no.
   *
   * @param asked what it was made of
   * @param plain whether nothing else was asked than whether that is true
   * @param whenTrue whether a plain one is yes when that is true, and not the other way round
   */
  record Decision(OriginSet asked, boolean plain, boolean whenTrue) implements Origin {}

  /**
   * The distance of two values.
   *
   * @param left the minuend
   * @param right the subtrahend
   */
  record Difference(OriginSet left, OriginSet right) implements Origin {}
}
