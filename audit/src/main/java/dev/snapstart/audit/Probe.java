package dev.snapstart.audit;

import java.util.function.Consumer;

/** Looks at the objects of one class and its subclasses. */
interface Probe {

  /** Of objects that are harmless, although their superclass is looked at. */
  Probe NONE = (instance, found) -> {};

  void look(Instance instance, Consumer<Candidate> found);
}
