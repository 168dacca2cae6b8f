package dev.snapstart.emulator.conformance;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Where the function's classes come from, and what they see of the runtime's. */
final class ClassPaths {

  private ClassPaths() {}

  static List<Behaviour> behaviours() {
    return List.of(
        Behaviour.of(
            25,
            "Classes and resources: the task root first, then lib/*.jar by their names",
            ClassPaths::looksInOrder),
        Behaviour.of(
            26,
            "The runtime's own libraries neither show nor clash with the user's",
            ClassPaths::keepsItsLibrariesToItself),
        Behaviour.notDriven(
            27,
            "A handler with an old aws-lambda-java-core loads and runs",
            "the library is on the class path that the command gives"),
        Behaviour.of(
            28,
            "The context class loader is the user's: at init, in invocations, on all threads, in hooks",
            ClassPaths::setsTheClassLoader),
        Behaviour.of(29, "ServiceLoader finds providers in lib/*.jar", ClassPaths::findsServices),
        Behaviour.of(
            30,
            "The log of a failed init shows the deepest cause",
            bench ->
                Violation.unlessContains(
                    "the deep cause",
                    bench.function("Broken$InConstructor").startFailure().lastOutput())));
  }

  private static void looksInOrder(Bench bench) throws Exception {
    Path root = bench.taskRoots().empty();
    TaskRoots.jar(
        root.resolve("lib/functions.jar"), bench.taskRoots().classesAnd("where.txt", "functions"));
    TaskRoots.jar(root.resolve("lib/a.jar"), Map.of("where.txt", bytes("a")));
    Running jars = bench.function("Actions").taskRoot(root).start();
    Violation.unlessEqual("a", jars.answer("resource where.txt"));
    TaskRoots.write(root.resolve("where.txt"), "root");
    Running first = bench.function("Actions").taskRoot(root).start();
    Violation.unlessEqual("root", first.answer("resource where.txt"));
  }

  private static void keepsItsLibrariesToItself(Bench bench) throws Exception {
    Running running = bench.actions();
    for (String name :
        List.of(
            "com.fasterxml.jackson.core.JsonFactory",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "com.fasterxml.jackson.jr.ob.JSON",
            "com.google.gson.Gson",
            "org.slf4j.LoggerFactory")) {
      Violation.unlessEqual("no " + name, running.answer("sees " + name));
    }
    Path root = bench.classes();
    TaskRoots.jar(
        root.resolve("lib/old.jar"),
        Map.of(
            "com/fasterxml/jackson/core/JsonFactory.class", bytes("of another version"),
            "com/fasterxml/jackson/databind/ObjectMapper.class", bytes("of another version"),
            "com/google/gson/Gson.class", bytes("of another version"),
            "org/slf4j/LoggerFactory.class", bytes("of another version")));
    Violation.unlessEqual(
        "\"one a\"", bench.function("Methods::one").taskRoot(root).start().answer("\"a\""));
  }

  private static void setsTheClassLoader(Bench bench) throws Exception {
    Path root = bench.classes();
    Running running = bench.function("Actions").taskRoot(root).start();
    Violation.unlessEqual("mine", running.answer("loader"));
    Violation.unlessEqual("mine", running.answer("loader-at-init"));
    Running concurrent = bench.function("Actions").taskRoot(root).concurrency(4).start();
    List<Callable<Void>> clients = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      clients.add(() -> {
        // at once, so that each loop has one
        Violation.unlessEqual("mine", concurrent.answer("loader-slowly"));
        return null;
      });
    }
    Concurrency.inParallel(clients);
    List<String> hooks =
        bench.function("Hooks").taskRoot(root).variable("HOOKS", "loader").restored().lines();
    Violation.unlessEqual(4L, hooks.stream().filter("loader mine"::equals).count());
  }

  private static void findsServices(Bench bench) throws Exception {
    Path root = bench.classes();
    TaskRoots.jar(
        root.resolve("lib/provider.jar"),
        Map.of(
            "META-INF/services/java.lang.Runnable",
            bytes("dev.snapstart.emulator.handlers.Surroundings$Provided")));
    Violation.unlessEqual(
        "Surroundings$Provided",
        bench.function("Actions").taskRoot(root).start().answer("service"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
