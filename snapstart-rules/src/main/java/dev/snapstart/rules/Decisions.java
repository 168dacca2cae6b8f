package dev.snapstart.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Finds values that say yes or no: compilers make them of jumps over two constants, so that nothing
 * but their place tells what was asked.
 */
final class Decisions {

  private final MethodNode method;
  private final Frame<StackValue>[] frames;
  private final OriginInterpreter interpreter;

  Decisions(MethodNode method, Frame<StackValue>[] frames, OriginInterpreter interpreter) {
    this.method = method;
    this.frames = frames;
    this.interpreter = interpreter;
  }

  /** Puts decisions where there were constants. */
  void find() {
    for (AbstractInsnNode node : method.instructions) {
      AbstractInsnNode end = isYesOrNo(node) ? next(node) : null;
      if (end instanceof JumpInsnNode over && over.getOpcode() == Opcodes.GOTO) {
        AbstractInsnNode other = next(over);
        if (other != null && isYesOrNo(other) && Objects.equals(next(other), next(over.label))) {
          decide(node, other);
        }
      }
    }
  }

  private void decide(AbstractInsnNode first, AbstractInsnNode second) {
    List<JumpInsnNode> jumps = new ArrayList<>();
    for (AbstractInsnNode node : method.instructions) {
      if (node instanceof JumpInsnNode jump && frames[method.instructions.indexOf(jump)] != null) {
        AbstractInsnNode target = next(jump.label);
        if (asks(jump)
            && (first.equals(target) || second.equals(target) || first.equals(next(jump)))) {
          jumps.add(jump);
        }
      }
    }
    OriginSet asked = OriginSet.EMPTY;
    for (JumpInsnNode jump : jumps) {
      asked = asked.union(asked(jump));
    }
    boolean plain = jumps.size() == 1 && isOfOne(jumps.get(0)) && first.equals(next(jumps.get(0)));
    boolean whenTrue =
        plain
            && (jumps.get(0).getOpcode() == Opcodes.IFEQ)
                == (first.getOpcode() == Opcodes.ICONST_1);
    if (!asked.isEmpty()) {
      Origin decision = new Origin.Decision(asked, plain, whenTrue);
      interpreter.replace(first, decision);
      interpreter.replace(second, decision);
    }
  }

  /** What a jump asks; of a comparison both sides. */
  private OriginSet asked(JumpInsnNode jump) {
    Frame<StackValue> frame = frames[method.instructions.indexOf(jump)];
    int top = frame.getStackSize() - 1;
    OriginSet asked = frame.getStack(top).origins();
    if (!isOfOne(jump)) {
      asked = asked.union(frame.getStack(top - 1).origins());
    }
    OriginSet all = asked;
    for (int number : asked.stream().toArray()) {
      if (interpreter.origins().get(number) instanceof Origin.Comparison comparison) {
        all = all.union(comparison.left()).union(comparison.right());
      }
    }
    return all;
  }

  /** Whether something is there at all says nothing of what it is. */
  private static boolean asks(JumpInsnNode jump) {
    return jump.getOpcode() >= Opcodes.IFEQ && jump.getOpcode() <= Opcodes.IF_ACMPNE;
  }

  private static boolean isOfOne(JumpInsnNode jump) {
    return jump.getOpcode() <= Opcodes.IFLE;
  }

  private static boolean isYesOrNo(AbstractInsnNode node) {
    return node.getOpcode() == Opcodes.ICONST_0 || node.getOpcode() == Opcodes.ICONST_1;
  }

  /** The next instruction, without labels, lines and frames. */
  private static @Nullable AbstractInsnNode next(AbstractInsnNode node) {
    AbstractInsnNode next = node.getNext();
    while (next != null && next.getOpcode() < 0) {
      next = next.getNext();
    }
    return next;
  }
}
