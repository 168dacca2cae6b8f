package dev.snapstart.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/** Reads one method: follows its values, then keeps only the places that matter outside of it. */
final class MethodReader {

  private static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory";
  private static final int IMPLEMENTATION = 1;
  private static final int INSTANTIATED_TYPE = 2;

  private final String owner;
  private final MethodNode method;
  private final References references;
  private final Map<AbstractInsnNode, Site> invocations = new HashMap<>();
  private final List<Site> sites = new ArrayList<>();
  private final OriginInterpreter interpreter = new OriginInterpreter(invocations);
  private OriginSet returned = OriginSet.EMPTY;

  MethodReader(String owner, MethodNode method, References references) {
    this.owner = owner;
    this.method = method;
    this.references = references;
  }

  MethodBody read() throws AnalyzerException {
    int line = 0;
    for (AbstractInsnNode node : method.instructions) {
      line = node instanceof LineNumberNode number ? number.line : line;
      prepare(node, line);
    }
    interpreter.nameParameters(method);
    Frame<StackValue>[] frames = new Analyzer<>(interpreter).analyze(owner, method);
    line = 0;
    for (int at = 0; at < frames.length; at++) {
      AbstractInsnNode node = method.instructions.get(at);
      line = node instanceof LineNumberNode number ? number.line : line;
      if (frames[at] != null) {
        take(node, at, line, frames[at]);
      }
    }
    new Decisions(method, frames, interpreter).find();
    GuardsByInstruction guards = new ControlDependence(method, frames).guards();
    addImplied();
    return new MethodBody(interpreter.origins(), sites, returned, guards);
  }

  /** Adds what calls do that are given a class. */
  private void addImplied() {
    List<Origin> origins = interpreter.origins();
    List<Site> implied = new ArrayList<>();
    for (Site site : sites) {
      if (site instanceof Call call) {
        String type = ClassConstants.initialised(call, origins);
        Call constructor = ClassConstants.constructor(call, origins);
        if (type != null) {
          implied.add(new Touch(call.at(), call.line(), type, false));
        }
        if (constructor != null) {
          implied.add(new Touch(call.at(), call.line(), constructor.target().owner(), true));
          implied.add(constructor);
        }
      }
    }
    sites.addAll(implied);
  }

  /** The interpreter has to know calls and functions before it meets them. */
  private void prepare(AbstractInsnNode node, int line) {
    int at = method.instructions.indexOf(node);
    if (node instanceof MethodInsnNode call) {
      MethodReference target = new MethodReference(call.owner, call.name, call.desc);
      invocations.put(node, new Call(at, line, call.getOpcode(), target));
    } else if (node instanceof InvokeDynamicInsnNode dynamic) {
      boolean function = dynamic.bsm.getOwner().equals(LAMBDAS);
      if (!function) {
        MethodReference target =
            new MethodReference(dynamic.bsm.getOwner(), dynamic.name, dynamic.desc);
        invocations.put(node, new Call(at, line, Opcodes.INVOKEDYNAMIC, target));
      } else {
        invocations.put(node, function(dynamic, at, line, List.of(), -1));
      }
    }
  }

  private FunctionSite function(
      InvokeDynamicInsnNode dynamic, int at, int line, List<OriginSet> captured, int origin) {
    Handle handle = (Handle) dynamic.bsmArgs[IMPLEMENTATION];
    Type called = (Type) dynamic.bsmArgs[INSTANTIATED_TYPE];
    String parameters =
        dynamic.desc.substring(0, dynamic.desc.indexOf(')')) + called.getDescriptor().substring(1);
    Site known = invocations.get(dynamic);
    MethodReference body =
        known instanceof FunctionSite before
            ? before.body()
            : references.body(method, handle, parameters, line);
    String type = Type.getReturnType(dynamic.desc).getInternalName();
    return new FunctionSite(at, line, body, captured, type, dynamic.name, origin);
  }

  private void take(AbstractInsnNode node, int at, int line, Frame<StackValue> frame) {
    if (node instanceof MethodInsnNode) {
      Call call = (Call) invocation(node);
      touch(call, at, line);
      complete(call, node, frame);
    } else if (node instanceof InvokeDynamicInsnNode dynamic) {
      if (invocation(node) instanceof Call call) {
        complete(call, node, frame);
      } else {
        takeFunction(dynamic, at, line, frame);
      }
    } else if (node instanceof FieldInsnNode field) {
      takeField(field, at, line, frame);
    } else if (node instanceof TypeInsnNode type && node.getOpcode() == Opcodes.NEW) {
      sites.add(new Touch(at, line, type.desc, true));
    } else if (node instanceof InsnNode) {
      takeSimple(node, at, line, frame);
    }
  }

  private Site invocation(AbstractInsnNode node) {
    Site site = invocations.get(node);
    if (site == null) {
      throw new IllegalStateException("an invocation appeared in " + owner + "." + method.name);
    }
    return site;
  }

  private void touch(Call call, int at, int line) {
    if (call.isStatic()) {
      sites.add(new Touch(at, line, call.target().owner(), false));
    }
  }

  private void complete(Call call, AbstractInsnNode node, Frame<StackValue> frame) {
    int count =
        Type.getArgumentTypes(call.target().descriptor()).length + (call.hasReceiver() ? 1 : 0);
    call.setArguments(top(frame, count));
    call.setResult(interpreter.originOf(node));
    sites.add(call);
  }

  private void takeFunction(
      InvokeDynamicInsnNode dynamic, int at, int line, Frame<StackValue> frame) {
    int count = Type.getArgumentTypes(dynamic.desc).length;
    int origin = interpreter.originOf(dynamic);
    FunctionSite site = function(dynamic, at, line, top(frame, count), origin);
    interpreter.replace(dynamic, new Origin.Function(site));
    sites.add(site);
  }

  private void takeField(FieldInsnNode field, int at, int line, Frame<StackValue> frame) {
    FieldReference reference = new FieldReference(field.owner, field.name);
    boolean isStatic =
        field.getOpcode() == Opcodes.GETSTATIC || field.getOpcode() == Opcodes.PUTSTATIC;
    if (isStatic && !field.owner.equals(owner)) {
      sites.add(new Touch(at, line, field.owner, false));
    }
    if (field.getOpcode() == Opcodes.PUTSTATIC) {
      OriginSet value = top(frame, 1).get(0);
      sites.add(new FieldWrite(at, line, reference, OriginSet.EMPTY, value, true));
    } else if (field.getOpcode() == Opcodes.PUTFIELD) {
      List<OriginSet> values = top(frame, 2);
      sites.add(new FieldWrite(at, line, reference, values.get(0), values.get(1), false));
    }
  }

  private void takeSimple(AbstractInsnNode node, int at, int line, Frame<StackValue> frame) {
    int opcode = node.getOpcode();
    if (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE) {
      List<OriginSet> values = top(frame, 3);
      sites.add(new ArrayWrite(at, line, values.get(0), values.get(2)));
    } else if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.ARETURN) {
      returned = returned.union(top(frame, 1).get(0));
    }
  }

  private static List<OriginSet> top(Frame<StackValue> frame, int count) {
    List<OriginSet> values = new ArrayList<>();
    for (int i = frame.getStackSize() - count; i < frame.getStackSize(); i++) {
      values.add(frame.getStack(i).origins());
    }
    return values;
  }
}
