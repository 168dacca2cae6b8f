package dev.snapstart.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Interpreter;

/**
 * Follows values through a method by what they come from. Each instruction that brings a value
 * gives it an origin; conversions and arithmetic keep those of their operands.
 */
final class OriginInterpreter extends Interpreter<StackValue> {

  private static final int API = Opcodes.ASM9;

  private final List<Origin> origins = new ArrayList<>();
  private final Map<AbstractInsnNode, Integer> byInstruction = new HashMap<>();
  private final Map<AbstractInsnNode, Site> sites;
  private final Map<Integer, String> names = new HashMap<>();
  private int parameters;

  /**
   * @param sites the calls and functions of the method, by instruction
   */
  OriginInterpreter(Map<AbstractInsnNode, Site> sites) {
    super(API);
    this.sites = sites;
  }

  /** Parameters are the first to be in their local variables. */
  void nameParameters(MethodNode method) {
    if (method.localVariables != null) {
      method.localVariables.forEach(variable -> names.putIfAbsent(variable.index, variable.name));
    }
  }

  List<Origin> origins() {
    return origins;
  }

  /** Number of the origin that an instruction has given, or -1. */
  int originOf(AbstractInsnNode instruction) {
    return byInstruction.getOrDefault(instruction, -1);
  }

  @Override
  public @Nullable StackValue newValue(@Nullable Type type) {
    if (Type.VOID_TYPE.equals(type)) {
      return null;
    }
    return new StackValue(type == null ? 1 : type.getSize(), OriginSet.EMPTY);
  }

  @Override
  public StackValue newParameterValue(boolean isInstanceMethod, int local, Type type) {
    String name = names.getOrDefault(local, "");
    int number = add(new Origin.Parameter(parameters++, name));
    return new StackValue(type.getSize(), OriginSet.of(number));
  }

  @Override
  public @Nullable StackValue newOperation(AbstractInsnNode instruction) {
    return switch (instruction.getOpcode()) {
      case Opcodes.GETSTATIC -> fieldRead((FieldInsnNode) instruction, OriginSet.EMPTY);
      case Opcodes.NEW ->
          given(instruction, new Origin.Creation(((TypeInsnNode) instruction).desc), 1);
      case Opcodes.LDC -> constant(instruction, ((LdcInsnNode) instruction).cst);
      case Opcodes.BIPUSH, Opcodes.SIPUSH ->
          constant(instruction, ((IntInsnNode) instruction).operand);
      case Opcodes.ACONST_NULL -> given(instruction, new Origin.Constant(null), 1);
      case Opcodes.LCONST_0, Opcodes.LCONST_1, Opcodes.DCONST_0, Opcodes.DCONST_1 ->
          constant(instruction, 0L);
      case Opcodes.JSR -> new StackValue(1, OriginSet.EMPTY);
      default -> constant(instruction, instruction.getOpcode() - Opcodes.ICONST_0);
    };
  }

  @Override
  public StackValue copyOperation(AbstractInsnNode instruction, StackValue value) {
    return value;
  }

  @Override
  public @Nullable StackValue unaryOperation(AbstractInsnNode instruction, StackValue value) {
    return switch (instruction.getOpcode()) {
      case Opcodes.GETFIELD -> fieldRead((FieldInsnNode) instruction, value.origins());
      case Opcodes.NEWARRAY -> given(instruction, new Origin.Creation("["), 1);
      case Opcodes.ANEWARRAY ->
          given(
              instruction, new Origin.Creation("[L" + ((TypeInsnNode) instruction).desc + ";"), 1);
      case Opcodes.INSTANCEOF, Opcodes.ARRAYLENGTH -> new StackValue(1, OriginSet.EMPTY);
      case Opcodes.LNEG,
          Opcodes.DNEG,
          Opcodes.I2L,
          Opcodes.I2D,
          Opcodes.F2L,
          Opcodes.F2D,
          Opcodes.L2D,
          Opcodes.D2L ->
          new StackValue(2, value.origins());
      default -> new StackValue(1, value.origins());
    };
  }

  @Override
  public @Nullable StackValue binaryOperation(
      AbstractInsnNode instruction, StackValue left, StackValue right) {
    return switch (instruction.getOpcode()) {
      case Opcodes.LCMP, Opcodes.FCMPL, Opcodes.FCMPG, Opcodes.DCMPL, Opcodes.DCMPG ->
          given(instruction, new Origin.Comparison(left.origins(), right.origins()), 1);
      case Opcodes.LSUB ->
          given(instruction, new Origin.Difference(left.origins(), right.origins()), 2);
      case Opcodes.LALOAD, Opcodes.DALOAD -> new StackValue(2, left.origins());
      case Opcodes.IALOAD,
          Opcodes.FALOAD,
          Opcodes.AALOAD,
          Opcodes.BALOAD,
          Opcodes.CALOAD,
          Opcodes.SALOAD ->
          new StackValue(1, left.origins());
      default -> new StackValue(left.size(), left.origins().union(right.origins()));
    };
  }

  @Override
  public @Nullable StackValue ternaryOperation(
      AbstractInsnNode instruction, StackValue array, StackValue index, StackValue value) {
    return null;
  }

  @Override
  public @Nullable StackValue naryOperation(
      AbstractInsnNode instruction, List<? extends StackValue> values) {
    if (instruction instanceof MultiANewArrayInsnNode array) {
      return given(instruction, new Origin.Creation(array.desc), 1);
    }
    Site site = sites.get(instruction);
    if (site instanceof Call call) {
      Type type = call.returnType();
      return type.equals(Type.VOID_TYPE)
          ? null
          : given(instruction, new Origin.Result(call), type.getSize());
    }
    if (site instanceof FunctionSite function) {
      return given(instruction, new Origin.Function(function), 1);
    }
    return new StackValue(1, OriginSet.EMPTY);
  }

  @Override
  public void returnOperation(
      AbstractInsnNode instruction, StackValue value, StackValue expected) {}

  @Override
  public StackValue merge(StackValue one, StackValue other) {
    OriginSet union = one.origins().union(other.origins());
    int size = Math.min(one.size(), other.size());
    return union.equals(one.origins()) && size == one.size() ? one : new StackValue(size, union);
  }

  /** Says better what an instruction has given. */
  void replace(AbstractInsnNode instruction, Origin origin) {
    origins.set(originOf(instruction), origin);
  }

  private StackValue fieldRead(FieldInsnNode field, OriginSet object) {
    FieldReference reference = new FieldReference(field.owner, field.name);
    return given(
        field, new Origin.FieldRead(reference, object), Type.getType(field.desc).getSize());
  }

  private StackValue constant(AbstractInsnNode instruction, Object value) {
    int size = value instanceof Long || value instanceof Double ? 2 : 1;
    return given(instruction, new Origin.Constant(value), size);
  }

  private StackValue given(AbstractInsnNode instruction, Origin origin, int size) {
    Integer known = byInstruction.get(instruction);
    if (known == null) {
      known = add(origin);
      byInstruction.put(instruction, known);
    } else {
      origins.set(known, origin);
    }
    return new StackValue(size, OriginSet.of(known));
  }

  private int add(Origin origin) {
    origins.add(origin);
    return origins.size() - 1;
  }
}
