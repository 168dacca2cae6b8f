package dev.snapstart.rules;

import org.objectweb.asm.tree.analysis.Value;

/**
 * A value on the operand stack or in a local variable.
 *
 * @param size slots that it takes: 2 for long and double
 * @param origins where it may come from
 */
record StackValue(int size, OriginSet origins) implements Value {

  @Override
  public int getSize() {
    return size;
  }
}
