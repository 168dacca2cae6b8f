package dev.snapstart.rules;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/**
 * What the methods of a class do; each is read when somebody asks, as most are asked for never. One
 * that cannot be read is noted, and does nothing.
 */
final class ClassCode {

  /** Generated code of this size is tables, not wiring. */
  private static final int LONGEST = 20_000;

  private final ClassModel owner;
  private final References references;
  private final Unread unread;
  private final Map<String, MethodNode> nodes = new HashMap<>();

  ClassCode(ClassModel owner, Unread unread) {
    this.owner = owner;
    this.references = new References(owner);
    this.unread = unread;
  }

  void read(byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(ClassVersion.readable(classFile)).accept(node, ClassReader.SKIP_FRAMES);
    for (MethodNode method : node.methods) {
      nodes.put(method.name + method.desc, method);
    }
  }

  /** To be asked for once. */
  MethodBody body(MethodReference method) {
    MethodNode node = nodes.remove(method.name() + method.descriptor());
    if (node == null || node.instructions.size() == 0) {
      return MethodBody.EMPTY;
    }
    String label = owner.name() + "." + method.name();
    if (node.instructions.size() > LONGEST) {
      unread.note(label, "it is too long");
      return MethodBody.EMPTY;
    }
    try {
      return new MethodReader(owner.name(), node, references).read();
    } catch (AnalyzerException | RuntimeException e) {
      unread.note(label, e.toString());
      return MethodBody.EMPTY;
    }
  }
}
