package dev.snapstart.rules;

/**
 * A field as code names it, or where it is declared.
 *
 * @param owner internal name of the class
 * @param name the field's
 */
record FieldReference(String owner, String name) {

  /** For people: class without package, and field. */
  String label() {
    return Names.simple(owner) + "." + name;
  }
}
