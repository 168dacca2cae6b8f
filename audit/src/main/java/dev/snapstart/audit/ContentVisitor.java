package dev.snapstart.audit;

/** Sees what is in the objects of a heap, in the order of its file. */
interface ContentVisitor {

  /** Whether objects of a class are of interest. */
  boolean wants(HeapType type);

  /** Sees such an object. */
  void instance(Instance instance);

  /** Sees what a {@code byte[]} that is not very long holds. */
  void bytes(byte[] bytes, int object);
}
