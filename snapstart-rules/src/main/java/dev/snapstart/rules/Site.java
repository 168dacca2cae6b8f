package dev.snapstart.rules;

/** A place in a method where something happens that matters beyond the method's stack. */
sealed interface Site permits ArrayWrite, Call, FieldWrite, FunctionSite, Touch {

  /** Number of the instruction in its method. */
  int at();

  /** Line in the source file, or 0 if the class file does not say. */
  int line();
}
