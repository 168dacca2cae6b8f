/**
 * An implementation of CRaC for org.crac to find.
 *
 * <p>Programs normally have it in the boot class path, where the launcher puts it, or within the
 * runtime; the descriptor is for those who compile against it.
 */
module dev.snapstart.crac {
  requires static transitive org.jspecify;

  exports dev.snapstart.crac;
}
