package dev.snapstart.audit;

/** Whose a class is. */
enum Origin {
  /** Of the JDK, or made by it, such as proxies. */
  JDK,
  /** Of what runs functions and their hooks: it takes care of itself. */
  RUNTIME,
  /** Of a jar that the application brings. */
  LIBRARY,
  /** Of the application itself. */
  APPLICATION
}
