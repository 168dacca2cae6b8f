package dev.snapstart.rules;

/** Names of classes, between what class files say and what people read. */
final class Names {

  private Names() {}

  /** {@code a/b/C$D} is {@code C.D}. */
  static String simple(String internalName) {
    return internalName.substring(internalName.lastIndexOf('/') + 1).replace('$', '.');
  }

  /** {@code a/b/C} is {@code a/b}. */
  static String packageOf(String internalName) {
    int end = internalName.lastIndexOf('/');
    return end < 0 ? "" : internalName.substring(0, end);
  }

  static String dotted(String internalName) {
    return internalName.replace('/', '.');
  }

  /** {@code La/b/C;} is {@code a/b/C}. */
  static String ofDescriptor(String descriptor) {
    return descriptor.startsWith("L")
        ? descriptor.substring(1, descriptor.length() - 1)
        : descriptor;
  }
}
