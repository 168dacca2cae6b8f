package dev.snapstart.rules;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The conditions under which the instructions of a method are reached. */
final class GuardsByInstruction {

  private final Map<Integer, List<Guard>> direct = new HashMap<>();
  private final BitSet exceptional = new BitSet();

  void add(int instruction, Guard guard) {
    direct.computeIfAbsent(instruction, any -> new ArrayList<>()).add(guard);
  }

  void addExceptional(int instruction) {
    exceptional.set(instruction);
  }

  /** Whether only a caught exception leads to an instruction. */
  boolean isExceptional(int instruction) {
    return exceptional.get(instruction);
  }

  /** What is under a condition is under the conditions of that, too. */
  List<Guard> at(int instruction) {
    Set<Guard> all = new LinkedHashSet<>();
    Deque<Integer> open = new ArrayDeque<>(List.of(instruction));
    while (!open.isEmpty()) {
      for (Guard guard : direct.getOrDefault(open.remove(), List.of())) {
        if (all.add(guard)) {
          open.add(guard.at());
        }
      }
    }
    return List.copyOf(all);
  }
}
