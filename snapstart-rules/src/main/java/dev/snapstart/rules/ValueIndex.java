package dev.snapstart.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Where fields are read and objects are made, in the methods that were added. */
final class ValueIndex {

  private final Program program;
  private final Consumer<FieldReference> newReads;
  private final Map<FieldReference, List<Spot>> reads = new HashMap<>();
  private final Map<Spot, String> creations = new LinkedHashMap<>();

  /**
   * An empty index.
   *
   * @param newReads is told of each field when a further place is found that reads it
   */
  ValueIndex(Program program, Consumer<FieldReference> newReads) {
    this.program = program;
    this.newReads = newReads;
  }

  void add(MethodModel method) {
    MethodBody body = method.body();
    for (int i = 0; i < body.originCount(); i++) {
      Spot spot = new Spot(method, i);
      if (body.origin(i) instanceof Origin.FieldRead read) {
        FieldReference field = program.declared(read.field());
        reads.computeIfAbsent(field, any -> new ArrayList<>()).add(spot);
        newReads.accept(field);
      } else if (body.origin(i) instanceof Origin.Creation creation
          && program.isApplication(creation.type())) {
        creations.put(spot, creation.type());
      }
    }
  }

  List<Spot> reads(FieldReference field) {
    return reads.getOrDefault(field, List.of());
  }

  /** The application's classes that are made, and where. */
  Map<Spot, String> creations() {
    return creations;
  }
}
