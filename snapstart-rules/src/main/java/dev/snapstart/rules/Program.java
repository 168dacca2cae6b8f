package dev.snapstart.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** The application's classes, and of the libraries' as much as somebody asked for. */
final class Program {

  private final ClassFiles files;
  private final Unread unread;
  private final Map<String, ClassModel> application = new TreeMap<>();
  private final Map<String, List<ClassModel>> subtypes = new HashMap<>();
  private final Map<String, @Nullable ClassModel> libraries = new HashMap<>();
  private final Map<String, Set<String>> supertypes = new HashMap<>();
  private final Map<MethodReference, @Nullable MethodModel> implementations = new HashMap<>();
  private final Map<FieldReference, FieldReference> declarations = new HashMap<>();

  Program(ClassFiles files, Unread unread) {
    this.files = files;
    this.unread = unread;
  }

  /** Adds a class of the application. */
  void add(String name) {
    ClassModel model = shape(name, true);
    if (model != null) {
      application.put(model.name(), model);
    }
  }

  Collection<ClassModel> classes() {
    return application.values();
  }

  /** A class of the application or of a library; none if there is no such class. */
  @Nullable ClassModel find(String name) {
    ClassModel own = application.get(name);
    if (own != null || name.startsWith("[")) {
      return own;
    }
    if (!libraries.containsKey(name)) {
      libraries.put(name, shape(name, false));
    }
    return libraries.get(name);
  }

  @Nullable ClassModel application(String name) {
    return application.get(name);
  }

  boolean isApplication(String name) {
    return application.containsKey(name);
  }

  /** The class itself and all that it is; of libraries as far as their classes can be read. */
  Set<String> supertypes(String name) {
    Set<String> known = supertypes.get(name);
    if (known == null) {
      known = new LinkedHashSet<>();
      collectSupertypes(name, known);
      supertypes.put(name, known);
    }
    return known;
  }

  boolean isA(String name, String supertype) {
    return supertypes(name).contains(supertype);
  }

  /** The application's classes that are of this type, itself among them. */
  List<ClassModel> subtypes(String name) {
    if (subtypes.isEmpty()) {
      for (ClassModel model : application.values()) {
        for (String supertype : supertypes(model.name())) {
          subtypes.computeIfAbsent(supertype, any -> new ArrayList<>()).add(model);
        }
      }
    }
    return subtypes.getOrDefault(name, List.of());
  }

  /** The method that runs when this one is called on an object of just this class. */
  @Nullable MethodModel implementation(String type, String name, String descriptor) {
    MethodReference called = new MethodReference(type, name, descriptor);
    MethodModel known = implementations.get(called);
    if (known == null && !implementations.containsKey(called)) {
      known = findImplementation(type, name, descriptor);
      implementations.put(called, known);
    }
    return known;
  }

  private @Nullable MethodModel findImplementation(String type, String name, String descriptor) {
    for (String supertype : supertypes(type)) {
      ClassModel model = application.get(supertype);
      MethodModel method = model == null ? null : model.method(name, descriptor);
      if (method != null && !method.is(Opcodes.ACC_ABSTRACT)) {
        return method;
      }
    }
    return null;
  }

  /** Where a field is declared. */
  FieldReference declared(FieldReference field) {
    return declarations.computeIfAbsent(field, this::findDeclaration);
  }

  private FieldReference findDeclaration(FieldReference field) {
    for (String supertype : supertypes(field.owner())) {
      ClassModel model = application.get(supertype);
      if (model != null && model.declaresField(field.name())) {
        return new FieldReference(supertype, field.name());
      }
    }
    return field;
  }

  private void collectSupertypes(String name, Set<String> found) {
    if (!found.add(name)) {
      return;
    }
    ClassModel model = find(name);
    if (model == null) {
      return;
    }
    if (model.superName() != null) {
      collectSupertypes(model.superName(), found);
    }
    model.interfaces().forEach(type -> collectSupertypes(type, found));
  }

  private @Nullable ClassModel shape(String name, boolean ofApplication) {
    try {
      byte[] classFile = files.read(name);
      if (classFile == null) {
        // SpotBugs itself lists classes that are missing
        return null;
      }
      return new ClassModel(ClassShape.read(classFile), ofApplication, this::code);
    } catch (RuntimeException e) {
      unread.note(name, e.toString());
      return null;
    }
  }

  private ClassCode code(ClassModel model) {
    ClassCode code = new ClassCode(model, unread);
    try {
      byte[] classFile = files.read(model.name());
      if (classFile != null) {
        code.read(classFile);
      }
    } catch (RuntimeException e) {
      unread.note(model.name(), e.toString());
    }
    return code;
  }
}
