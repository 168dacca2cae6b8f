package dev.snapstart.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The conditions under which the instructions of a method are reached. */
final class GuardsByInstruction {

  private final Map<Integer, List<Guard>> guards = new HashMap<>();

  void add(int instruction, Guard guard) {
    List<Guard> known = guards.computeIfAbsent(instruction, any -> new ArrayList<>());
    if (!known.contains(guard)) {
      known.add(guard);
    }
  }

  List<Guard> at(int instruction) {
    return guards.getOrDefault(instruction, List.of());
  }
}
