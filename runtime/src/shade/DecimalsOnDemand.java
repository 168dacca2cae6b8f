import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Takes the constants of {@code BigDecimal} out of jackson-core's parsers: each is made where it is
 * compared with, from the {@code BigInteger} that it was made from. The first use of {@code
 * BigDecimal} costs a cold start more than 10 ms on JDK 25, and few events need one:
 * docs/decisions/0024-decimals-on-demand.md.
 *
 * <p>The build runs this file before it shades jackson-core: jar, directory for the changed classes,
 * package that the jar's is called then, names of the classes that change. Other classes that would
 * have to change end the build.
 */
final class DecimalsOnDemand {

  private static final String PACKAGE = "com/fasterxml/jackson/";
  private static final String DECIMAL = "java/math/BigDecimal";
  private static final String FROM_INTEGER = "(Ljava/math/BigInteger;)V";

  /** What each constant of {@code BigDecimal} is made from, by the constant's name. */
  private final Map<String, FieldInsnNode> origins = new HashMap<>();

  private DecimalsOnDemand() {}

  public static void main(String[] args) throws IOException {
    List<String> arguments = List.of(args);
    Map<String, byte[]> changed = new DecimalsOnDemand().change(Path.of(args[0]), args[2]);
    Set<String> expected = new TreeSet<>(arguments.subList(3, arguments.size()));
    if (!changed.keySet().equals(expected)) {
      throw new IllegalStateException(
          "jackson-core is not what it was: changed " + changed.keySet() + ", not " + expected
              + "; see docs/decisions/0024-decimals-on-demand.md");
    }
    for (Map.Entry<String, byte[]> entry : changed.entrySet()) {
      Path file = Path.of(args[1], entry.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, entry.getValue());
    }
  }

  private Map<String, byte[]> change(Path jar, String relocated) throws IOException {
    Map<String, ClassNode> classes = new TreeMap<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
        if (entry.getName().startsWith(PACKAGE) && entry.getName().endsWith(".class")) {
          ClassNode node = new ClassNode();
          new ClassReader(file.getInputStream(entry)).accept(node, 0);
          classes.put(entry.getName(), node);
        }
      }
    }
    Set<String> changed = new TreeSet<>();
    classes.forEach((name, node) -> {
      if (removeConstants(node)) {
        changed.add(name);
      }
    });
    classes.forEach((name, node) -> {
      if (replaceUses(node)) {
        changed.add(name);
      }
    });
    Map<String, byte[]> bytes = new TreeMap<>();
    changed.forEach(name -> bytes.put(name, relocate(classes.get(name), relocated)));
    return bytes;
  }

  private boolean removeConstants(ClassNode node) {
    boolean removed = false;
    for (MethodNode method : node.methods) {
      if (!method.name.equals("<clinit>")) {
        continue;
      }
      for (AbstractInsnNode instruction : method.instructions.toArray()) {
        if (instruction instanceof FieldInsnNode put
            && put.getOpcode() == Opcodes.PUTSTATIC
            && put.desc.equals("L" + DECIMAL + ";")) {
          removeConstant(node, method.instructions, put);
          removed = true;
        }
      }
    }
    return removed;
  }

  private void removeConstant(ClassNode node, InsnList instructions, FieldInsnNode put) {
    AbstractInsnNode constructor = put.getPrevious();
    AbstractInsnNode argument = constructor.getPrevious();
    AbstractInsnNode copy = argument.getPrevious();
    AbstractInsnNode made = copy.getPrevious();
    if (constructor instanceof MethodInsnNode call
        && call.desc.equals(FROM_INTEGER)
        && argument instanceof FieldInsnNode origin
        && origin.getOpcode() == Opcodes.GETSTATIC
        && made.getOpcode() == Opcodes.NEW) {
      origins.put(put.name, origin);
      for (AbstractInsnNode gone : List.of(made, copy, argument, constructor, put)) {
        instructions.remove(gone);
      }
      node.fields.removeIf(field -> field.name.equals(put.name));
    } else {
      throw new IllegalStateException(node.name + "." + put.name + " is no new BigDecimal(constant)");
    }
  }

  private boolean replaceUses(ClassNode node) {
    boolean replaced = false;
    for (MethodNode method : node.methods) {
      for (AbstractInsnNode instruction : method.instructions.toArray()) {
        if (instruction instanceof FieldInsnNode use
            && use.getOpcode() == Opcodes.GETSTATIC
            && use.owner.startsWith(PACKAGE)
            && origins.containsKey(use.name)) {
          FieldInsnNode origin = origins.get(use.name);
          InsnList made = new InsnList();
          made.add(new TypeInsnNode(Opcodes.NEW, DECIMAL));
          made.add(new InsnNode(Opcodes.DUP));
          made.add(new FieldInsnNode(Opcodes.GETSTATIC, use.owner, origin.name, origin.desc));
          made.add(new MethodInsnNode(Opcodes.INVOKESPECIAL, DECIMAL, "<init>", FROM_INTEGER));
          method.instructions.insert(use, made);
          method.instructions.remove(use);
          replaced = true;
        }
      }
    }
    return replaced;
  }

  private static byte[] relocate(ClassNode node, String relocated) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    Remapper names =
        new Remapper(Opcodes.ASM9) {
          @Override
          public String map(String name) {
            return name.startsWith(PACKAGE) ? relocated + name.substring(PACKAGE.length()) : name;
          }
        };
    node.accept(new ClassRemapper(writer, names));
    return writer.toByteArray();
  }
}
