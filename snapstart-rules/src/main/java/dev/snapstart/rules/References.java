package dev.snapstart.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * Gives method references a body, as javac gives lambdas one: a method that calls what is referred
 * to, so that nobody else has to tell the two apart.
 */
final class References {

  static final String PREFIX = "reference$";

  private static final int FLAGS = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;

  private final ClassModel owner;
  private int count;

  References(ClassModel owner) {
    this.owner = owner;
  }

  /** The method that runs when a function made from this handle is called. */
  MethodReference body(MethodNode within, Handle handle, String capturedAndCalledWith, int line) {
    if (handle.getOwner().equals(owner.name())
        && owner.method(handle.getName(), handle.getDesc()) != null
        && handle.getName().startsWith("lambda$")) {
      return new MethodReference(handle.getOwner(), handle.getName(), handle.getDesc());
    }
    MethodReference reference =
        new MethodReference(owner.name(), PREFIX + count++, capturedAndCalledWith);
    MethodModel method = new MethodModel(owner, reference, FLAGS, Map.of());
    method.standFor(
        body(handle, reference, line), new MethodReference(owner.name(), within.name, within.desc));
    owner.add(method);
    return reference;
  }

  private static MethodBody body(Handle handle, MethodReference reference, int line) {
    List<Origin> origins = new ArrayList<>();
    List<OriginSet> arguments = new ArrayList<>();
    int parameters = Type.getArgumentTypes(reference.descriptor()).length;
    for (int i = 0; i < parameters; i++) {
      origins.add(new Origin.Parameter(i, ""));
      arguments.add(OriginSet.of(i));
    }
    Call call =
        new Call(
            0,
            line,
            opcode(handle.getTag()),
            new MethodReference(handle.getOwner(), handle.getName(), handle.getDesc()));
    List<Site> sites = new ArrayList<>();
    OriginSet returned = OriginSet.EMPTY;
    if (handle.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
      sites.add(new Touch(0, line, handle.getOwner(), true));
      origins.add(new Origin.Creation(handle.getOwner()));
      returned = OriginSet.of(parameters);
      arguments.add(0, returned);
    } else {
      if (handle.getTag() == Opcodes.H_INVOKESTATIC) {
        sites.add(new Touch(0, line, handle.getOwner(), false));
      }
      if (!call.returnType().equals(Type.VOID_TYPE)) {
        origins.add(new Origin.Result(call));
        call.setResult(parameters);
        returned = OriginSet.of(parameters);
      }
    }
    call.setArguments(arguments);
    sites.add(call);
    return new MethodBody(origins, sites, returned, new GuardsByInstruction());
  }

  private static int opcode(int tag) {
    return switch (tag) {
      case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
      case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
      case Opcodes.H_INVOKESPECIAL, Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
      default -> Opcodes.INVOKEVIRTUAL;
    };
  }
}
