package dev.snapstart.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.bcel.classfile.ClassParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;

/** Next to classes that nobody can read, what can be read is analysed as ever. */
@Timeout(300)
class SpotBugsRobustnessTest {

  private static final String GOOD = "SNAP_UNIQUE_VALUE p.Good";
  private static final String HANDLER = "com/amazonaws/services/lambda/runtime/RequestHandler";

  @TempDir Path temporary;
  private Path classes;
  private byte[] good;

  @BeforeEach
  void compile() throws IOException {
    classes = Files.createDirectory(temporary.resolve("classes"));
    Path source = temporary.resolve("Good.java");
    Files.writeString(
        source,
        """
        package p;

        import com.amazonaws.services.lambda.runtime.Context;
        import com.amazonaws.services.lambda.runtime.RequestHandler;
        import java.util.UUID;
        import java.util.function.Supplier;

        public class Good implements RequestHandler<String, String> {
          private final Supplier<String> fresh = () -> "s-" + UUID.randomUUID();
          private final String id = fresh.get();

          public String handleRequest(String event, Context context) {
            switch (event) {
              case "a", "b":
                return id;
              default:
                try {
                  return event.isEmpty() ? id : event;
                } finally {
                  System.out.println(event);
                }
            }
          }
        }
        """);
    Compiled.java(List.of(source), classes, "17");
    good = Files.readAllBytes(classes.resolve("p/Good.class"));
  }

  @Test
  void goesOnWithoutFilesThatAreNoClasses() throws Exception {
    write("Empty", new byte[0]);
    write("Text", "class Text {}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    write("Magic", Arrays.copyOf(good, 4));
    for (int eighth = 1; eighth < 8; eighth++) {
      byte[] whole = renamed("Cut" + eighth);
      write("Cut" + eighth, Arrays.copyOf(whole, whole.length * eighth / 8));
    }

    CommandLine.Report report = analyse();

    assertThat(report.findings()).contains(GOOD);
    assertThat(report.output()).contains("p/Empty", "p/Text", "p/Cut4");
  }

  @Test
  void goesOnWithoutClassesWithWrongBytes() throws Exception {
    Random random = new Random(42);
    for (int i = 0; i < 400; i++) {
      byte[] wrong = wrong("Wrong" + i, random);
      if (isReadBySpotBugs(wrong)) {
        write("Wrong" + i, wrong);
      }
    }

    assertThat(analyse().findings()).contains(GOOD);
  }

  /** Without SpotBugs, which ends itself where its own reader of class files fails. */
  @Test
  void readsNoWrongByteThatEndsTheAnalysis() throws Exception {
    Random random = new Random(42);
    for (int i = 0; i < 2_000; i++) {
      write("Wrong" + i, wrong("Wrong" + i, random));
    }

    assertThat(Compiled.findings(List.of(classes), List.of()))
        .extracting(Finding::className)
        .contains("p/Good");
  }

  @Test
  void goesOnWithClassesOfAnotherName() throws Exception {
    write("Alias", good);
    write("Lost", renamed("Found"));

    assertThat(analyse().findings()).contains(GOOD);
  }

  @Test
  void goesOnWithoutLibraries() throws Exception {
    write("Child", type("Child", "gone/Parent", "gone/First", HANDLER));
    write("Known", type("Known", "java/lang/Object", HANDLER));

    assertThat(
            new CommandLine(temporary).withoutLibraries().analyse(classes).succeeded().findings())
        .contains(GOOD);
    assertThat(analyse().findings()).contains(GOOD, "SNAP_TIMESTAMP p.Child");
  }

  @Test
  void goesOnWithHierarchiesThatGoRound() throws Exception {
    write("Self", type("Self", "p/Self", HANDLER));
    write("One", type("One", "p/Two", HANDLER));
    write("Two", type("Two", "p/One"));
    write("Three", type("Three", "java/lang/Object", "p/Three", "p/Four", HANDLER));
    write("Four", type("Four", "p/Three", "p/Three"));

    assertThat(analyse().findings()).contains(GOOD);
  }

  /** From SpotBugs 4.9 on; before, it leaves them out itself. */
  @Test
  void readsClassesOfAJavaThatIsNotThereYet() throws Exception {
    writeFuture();

    assertThat(analyse().findings()).contains(GOOD, "SNAP_TIMESTAMP p.Future");
  }

  private void writeFuture() throws Exception {
    byte[] future = generated("Future", Opcodes.V17, method -> {});
    future[7] = 70;
    write("Future", future);
  }

  @Test
  void goesOnWithWhatGeneratorsMake() throws Exception {
    write("Huge", generated("Huge", Opcodes.V17, SpotBugsRobustnessTest::huge));
    write("Deep", generated("Deep", Opcodes.V17, SpotBugsRobustnessTest::deep));
    write("Old", generated("Old", Opcodes.V1_2, SpotBugsRobustnessTest::subroutine));
    write("Dynamic", generated("Dynamic", Opcodes.V17, SpotBugsRobustnessTest::dynamic));
    write("With space-é", generated("With space-é", Opcodes.V17, method -> {}));
    writeFuture();
    String parent = "java/lang/Object";
    for (int i = 0; i < 400; i++) {
      write("Level" + i, type("Level" + i, parent, HANDLER));
      parent = "p/Level" + i;
    }

    CommandLine.Report report = analyse();

    assertThat(report.findings())
        .contains(
            GOOD,
            "SNAP_TIMESTAMP p.Deep",
            "SNAP_TIMESTAMP p.Old",
            "SNAP_TIMESTAMP p.Dynamic",
            "SNAP_TIMESTAMP p.With space-é");
    assertThat(report.output())
        .contains("cannot read p/Huge.handleRequest: it is too long", "[RULES_UNREAD]");
  }

  /** What a method does before it returns null. */
  private interface Body {
    void write(MethodVisitor method);
  }

  private static void huge(MethodVisitor method) {
    for (int i = 0; i < 25_000; i++) {
      method.visitInsn(Opcodes.NOP);
    }
  }

  /** A thousand operands on the stack, a thousand blocks one after the other. */
  private static void deep(MethodVisitor method) {
    for (int i = 0; i < 1_000; i++) {
      method.visitVarInsn(Opcodes.ALOAD, 1);
    }
    for (int i = 0; i < 1_000; i++) {
      Label next = new Label();
      method.visitJumpInsn(Opcodes.IFNULL, next);
      method.visitLabel(next);
    }
  }

  private static void subroutine(MethodVisitor method) {
    Label subroutine = new Label();
    Label end = new Label();
    method.visitJumpInsn(Opcodes.JSR, subroutine);
    method.visitJumpInsn(Opcodes.GOTO, end);
    method.visitLabel(subroutine);
    method.visitVarInsn(Opcodes.ASTORE, 3);
    method.visitVarInsn(Opcodes.RET, 3);
    method.visitLabel(end);
  }

  private static void dynamic(MethodVisitor method) {
    Handle unknown = new Handle(Opcodes.H_INVOKESTATIC, "gone/Bootstrap", "make", "()V", false);
    method.visitInvokeDynamicInsn("any", "()Ljava/lang/Object;", unknown, unknown, "text", 1L);
    method.visitInsn(Opcodes.POP);
    method.visitLdcInsn(
        new org.objectweb.asm.ConstantDynamic("any", "Ljava/lang/Object;", unknown, unknown));
    method.visitInsn(Opcodes.POP);
  }

  private CommandLine.Report analyse() throws Exception {
    return new CommandLine(temporary).analyse(classes).succeeded();
  }

  private void write(String name, byte[] classFile) throws IOException {
    Files.write(classes.resolve("p/" + name + ".class"), classFile);
  }

  private byte[] renamed(String name) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(good)
        .accept(
            new ClassRemapper(writer, new SimpleRemapper(Opcodes.ASM9, "p/Good", "p/" + name)), 0);
    return writer.toByteArray();
  }

  /** With up to four bytes after the version that are anything. */
  private byte[] wrong(String name, Random random) {
    byte[] wrong = renamed(name);
    for (int i = random.nextInt(4); i >= 0; i--) {
      wrong[8 + random.nextInt(wrong.length - 8)] = (byte) random.nextInt(256);
    }
    return wrong;
  }

  private static boolean isReadBySpotBugs(byte[] classFile) {
    try {
      new ClassParser(new ByteArrayInputStream(classFile), "any").parse();
      return true;
    } catch (IOException | RuntimeException ignored) {
      // what it refuses it does not analyse, with whatever plugin
      return false;
    }
  }

  private static byte[] type(String name, String parent, String... interfaces) {
    return generated(name, Opcodes.V17, method -> {}, parent, interfaces);
  }

  private static byte[] generated(String name, int version, Body body) {
    return generated(name, version, body, "java/lang/Object", HANDLER);
  }

  /** A handler that keeps a time in a static field. */
  private static byte[] generated(
      String name, int version, Body body, String parent, String... interfaces) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(version, Opcodes.ACC_PUBLIC, "p/" + name, null, parent, interfaces);
    writer.visitField(Opcodes.ACC_STATIC, "time", "J", null, null).visitEnd();
    MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    constructor.visitCode();
    constructor.visitVarInsn(Opcodes.ALOAD, 0);
    constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, parent, "<init>", "()V", false);
    constructor.visitInsn(Opcodes.RETURN);
    constructor.visitMaxs(0, 0);
    constructor.visitEnd();
    MethodVisitor initialiser =
        writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    initialiser.visitCode();
    initialiser.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/System", "nanoTime", "()J", false);
    initialiser.visitFieldInsn(Opcodes.PUTSTATIC, "p/" + name, "time", "J");
    initialiser.visitInsn(Opcodes.RETURN);
    initialiser.visitMaxs(0, 0);
    initialiser.visitEnd();
    MethodVisitor method =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC,
            "handleRequest",
            "(Ljava/lang/Object;Lcom/amazonaws/services/lambda/runtime/Context;)Ljava/lang/Object;",
            null,
            null);
    method.visitCode();
    body.write(method);
    method.visitInsn(Opcodes.ACONST_NULL);
    method.visitInsn(Opcodes.ARETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
