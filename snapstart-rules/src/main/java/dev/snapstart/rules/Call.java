package dev.snapstart.rules;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A call. Two calls are never equal: each is a place of its own. */
final class Call implements Site {

  private final int at;
  private final int line;
  private final int opcode;
  private final MethodReference target;
  private List<OriginSet> arguments = List.of();
  private int result = -1;

  Call(int at, int line, int opcode, MethodReference target) {
    this.at = at;
    this.line = line;
    this.opcode = opcode;
    this.target = target;
  }

  @Override
  public int at() {
    return at;
  }

  @Override
  public int line() {
    return line;
  }

  MethodReference target() {
    return target;
  }

  /** What it is called with; first the receiver, if the method has one. */
  List<OriginSet> arguments() {
    return arguments;
  }

  OriginSet argument(int index) {
    return index < arguments.size() ? arguments.get(index) : OriginSet.EMPTY;
  }

  OriginSet receiver() {
    return hasReceiver() ? argument(0) : OriginSet.EMPTY;
  }

  /** Number of the result's origin in its method, or -1. */
  int result() {
    return result;
  }

  boolean hasReceiver() {
    return opcode != Opcodes.INVOKESTATIC && opcode != Opcodes.INVOKEDYNAMIC;
  }

  boolean isVirtual() {
    return opcode == Opcodes.INVOKEVIRTUAL || opcode == Opcodes.INVOKEINTERFACE;
  }

  boolean isStatic() {
    return opcode == Opcodes.INVOKESTATIC;
  }

  Type returnType() {
    return Type.getReturnType(target.descriptor());
  }

  void setArguments(List<OriginSet> arguments) {
    this.arguments = List.copyOf(arguments);
  }

  void setResult(int result) {
    this.result = result;
  }
}
