package dev.snapstart.rules;

/**
 * A method as code names it.
 *
 * @param owner internal name of the class
 * @param name the method's
 * @param descriptor its parameters and result
 */
record MethodReference(String owner, String name, String descriptor) {

  boolean isConstructor() {
    return name.equals("<init>");
  }

  /** For people: class without package, and method. */
  String label() {
    return isConstructor() ? "new " + Names.simple(owner) : Names.simple(owner) + "." + name;
  }
}
