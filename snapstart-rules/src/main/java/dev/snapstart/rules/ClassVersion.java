package dev.snapstart.rules;

/**
 * Makes class files readable for the ASM that SpotBugs brings, which refuses those of a Java newer
 * than itself. Since Java 17 nothing in the format has changed that we read, so a newer one is
 * declared to be of 17.
 */
final class ClassVersion {

  private static final int MAJOR_HIGH = 6;
  private static final int MAJOR_LOW = 7;
  private static final int JAVA_17 = 61;

  private ClassVersion() {}

  static byte[] readable(byte[] classFile) {
    if (classFile.length <= MAJOR_LOW
        || (classFile[MAJOR_HIGH] == 0 && (classFile[MAJOR_LOW] & 0xff) <= JAVA_17)) {
      return classFile;
    }
    byte[] readable = classFile.clone();
    // the minor version marks preview features, which ASM would refuse in an older class file
    readable[4] = 0;
    readable[5] = 0;
    readable[MAJOR_HIGH] = 0;
    readable[MAJOR_LOW] = JAVA_17;
    return readable;
  }
}
