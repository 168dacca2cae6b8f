package dev.snapstart.rules;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/** Reads what all methods of a class do; one that cannot be read is noted, and does nothing. */
final class ClassCodeReader {

  /** Generated code of this size is tables, not wiring. */
  private static final int LONGEST = 20_000;

  private final Unread unread;

  ClassCodeReader(Unread unread) {
    this.unread = unread;
  }

  ClassCode read(ClassModel owner, byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(ClassVersion.readable(classFile)).accept(node, ClassReader.SKIP_FRAMES);
    Map<String, MethodBody> bodies = new HashMap<>();
    References references = new References(owner, bodies);
    for (MethodNode method : node.methods) {
      if (method.instructions.size() > LONGEST) {
        unread.note(owner.name() + "." + method.name, "it is too long");
      } else if (method.instructions.size() > 0) {
        try {
          bodies.put(
              method.name + method.desc, new MethodReader(owner.name(), method, references).read());
        } catch (AnalyzerException | RuntimeException e) {
          unread.note(owner.name() + "." + method.name, e.toString());
        }
      }
    }
    return new ClassCode(bodies, references.methods());
  }
}
