package dev.snapstart.rules;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Finds the conditions under which each instruction is reached: an instruction depends on a branch
 * if it is on every way from one side of it, and not on every way from the branch. Exceptions are
 * left out, as nearly every instruction may throw one, and conditions of loops, as they say how
 * often and not whether.
 */
final class ControlDependence {

  private final InsnList instructions;
  private final Frame<StackValue>[] frames;
  private final int exit;
  private final int[][] successors;
  private final PostDominators postDominators;

  ControlDependence(MethodNode method, Frame<StackValue>[] frames) {
    this.instructions = method.instructions;
    this.frames = frames;
    this.exit = instructions.size();
    this.successors = new int[exit][];
    for (int i = 0; i < exit; i++) {
      successors[i] = successors(i);
    }
    this.postDominators = new PostDominators(successors);
  }

  GuardsByInstruction guards() {
    GuardsByInstruction guards = new GuardsByInstruction();
    markExceptional(guards);
    for (int branch = 0; branch < exit; branch++) {
      if (successors[branch].length > 1 && frames[branch] != null) {
        mark(branch, guards);
      }
    }
    return guards;
  }

  /** What is reached, but not from the beginning by any way without an exception. */
  private void markExceptional(GuardsByInstruction guards) {
    BitSet normal = new BitSet(exit + 1);
    Deque<Integer> open = new ArrayDeque<>(List.of(0));
    while (!open.isEmpty()) {
      int at = open.remove();
      if (at < exit && !normal.get(at)) {
        normal.set(at);
        Arrays.stream(successors[at]).forEach(open::add);
      }
    }
    for (int at = normal.nextClearBit(0); at < exit; at = normal.nextClearBit(at + 1)) {
      guards.addExceptional(at);
    }
  }

  private void mark(int branch, GuardsByInstruction guards) {
    for (int side : successors[branch]) {
      List<Integer> reached = postDominators.upTo(side, postDominators.of(branch));
      if (!reached.contains(branch)) {
        Guard guard = guard(branch, isJump(branch, side));
        reached.forEach(instruction -> guards.add(instruction, guard));
      }
    }
  }

  private Guard guard(int branch, boolean jumps) {
    Frame<StackValue> frame = frames[branch];
    int opcode = instructions.get(branch).getOpcode();
    int size = frame.getStackSize();
    boolean two = opcode >= Opcodes.IF_ICMPEQ && opcode <= Opcodes.IF_ACMPNE;
    OriginSet last = frame.getStack(size - 1).origins();
    OriginSet left = two ? frame.getStack(size - 2).origins() : last;
    return new Guard(branch, opcode, left, two ? last : OriginSet.EMPTY, jumps);
  }

  private boolean isJump(int branch, int side) {
    return instructions.get(branch) instanceof JumpInsnNode jump
        && instructions.indexOf(jump.label) == side;
  }

  private int[] successors(int at) {
    AbstractInsnNode node = instructions.get(at);
    int opcode = node.getOpcode();
    if (node instanceof JumpInsnNode jump) {
      int target = instructions.indexOf(jump.label);
      return opcode == Opcodes.GOTO || target == at + 1 || opcode == Opcodes.JSR
          ? new int[] {target}
          : new int[] {at + 1, target};
    }
    if (node instanceof LookupSwitchInsnNode choice) {
      return targets(choice.labels, choice.dflt);
    }
    if (node instanceof TableSwitchInsnNode choice) {
      return targets(choice.labels, choice.dflt);
    }
    boolean ends =
        (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN)
            || opcode == Opcodes.ATHROW
            || opcode == Opcodes.RET;
    return new int[] {ends ? exit : at + 1};
  }

  private int[] targets(List<LabelNode> labels, LabelNode otherwise) {
    return Stream.concat(labels.stream(), Stream.of(otherwise))
        .mapToInt(instructions::indexOf)
        .distinct()
        .toArray();
  }
}
