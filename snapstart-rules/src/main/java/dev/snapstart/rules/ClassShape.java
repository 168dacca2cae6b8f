package dev.snapstart.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A class without its code.
 *
 * @param name internal name
 * @param access flags
 * @param superName internal name, none for {@code java.lang.Object}
 * @param interfaces internal names
 * @param sourceFile without directory, if known
 * @param annotations by internal name of the annotation; their values by name
 * @param fields as declared
 * @param methods as declared
 */
record ClassShape(
    String name,
    int access,
    @Nullable String superName,
    List<String> interfaces,
    @Nullable String sourceFile,
    Map<String, Map<String, Object>> annotations,
    List<Field> fields,
    List<Method> methods) {

  /**
   * A field.
   *
   * @param name its name
   * @param descriptor its type
   * @param access flags
   * @param annotations by internal name of the annotation
   */
  record Field(
      String name, String descriptor, int access, Map<String, Map<String, Object>> annotations) {}

  /**
   * A method.
   *
   * @param name its name
   * @param descriptor its parameters and result
   * @param access flags
   * @param annotations by internal name of the annotation
   */
  record Method(
      String name, String descriptor, int access, Map<String, Map<String, Object>> annotations) {}

  static ClassShape read(byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(ClassVersion.readable(classFile))
        .accept(node, ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES);
    List<Field> fields = new ArrayList<>();
    for (FieldNode field : node.fields) {
      fields.add(
          new Field(
              field.name,
              field.desc,
              field.access,
              annotations(field.visibleAnnotations, field.invisibleAnnotations)));
    }
    List<Method> methods = new ArrayList<>();
    for (MethodNode method : node.methods) {
      methods.add(
          new Method(
              method.name,
              method.desc,
              method.access,
              annotations(method.visibleAnnotations, method.invisibleAnnotations)));
    }
    return new ClassShape(
        node.name,
        node.access,
        node.superName,
        node.interfaces,
        node.sourceFile,
        annotations(node.visibleAnnotations, node.invisibleAnnotations),
        fields,
        methods);
  }

  private static Map<String, Map<String, Object>> annotations(
      @Nullable List<AnnotationNode> visible, @Nullable List<AnnotationNode> invisible) {
    if (visible == null && invisible == null) {
      return Map.of();
    }
    Map<String, Map<String, Object>> annotations = new LinkedHashMap<>();
    for (List<AnnotationNode> nodes : List.of(orNone(visible), orNone(invisible))) {
      for (AnnotationNode node : nodes) {
        annotations.put(Names.ofDescriptor(node.desc), values(node));
      }
    }
    return annotations;
  }

  private static List<AnnotationNode> orNone(@Nullable List<AnnotationNode> nodes) {
    return nodes == null ? List.of() : nodes;
  }

  private static Map<String, Object> values(AnnotationNode node) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; node.values != null && i + 1 < node.values.size(); i += 2) {
      values.put((String) node.values.get(i), node.values.get(i + 1));
    }
    return values;
  }
}
