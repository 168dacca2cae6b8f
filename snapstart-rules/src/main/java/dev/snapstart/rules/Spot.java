package dev.snapstart.rules;

/**
 * A value in a method.
 *
 * @param method the method
 * @param origin number of the value's origin in it
 */
record Spot(MethodModel method, int origin) {

  Origin what() {
    return method.body().origin(origin);
  }
}
