package dev.snapstart.emulator.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes to the function's log. */
final class Logs {

  private Logs() {}

  static String write(String way, String argument, Context context) {
    if (way.equals("print")) {
      System.out.println(argument);
      System.err.println("to stderr: " + argument);
      return "printed";
    }
    if (way.equals("print-parts")) {
      System.out.print("one ");
      System.out.flush();
      System.out.println("line");
      return "printed";
    }
    if (way.equals("level")) {
      String[] words = argument.split(" ", 2);
      context.getLogger().log(words[1], LogLevel.valueOf(words[0]));
      return "logged";
    }
    log(argument, context.getLogger());
    return "logged";
  }

  private static void log(String argument, LambdaLogger logger) {
    switch (argument) {
      case "twice" -> {
        logger.log("<first>");
        logger.log("<second>\n");
      }
      case "null" -> {
        logger.log((String) null);
        logger.log("\n");
      }
      case "bytes" -> logger.log("<raw \u00e4>\n".getBytes(StandardCharsets.UTF_8));
      case "special" -> logger.log("one\ntwo \"quoted\" \\ \t end");
      case "storm" -> storm(logger);
      default -> logger.log(argument);
    }
  }

  private static void storm(LambdaLogger logger) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      String line = "<storm " + Character.toString('A' + i % 26).repeat(200) + ">\n";
      Thread thread =
          new Thread(() -> {
            for (int n = 0; n < 20; n++) {
              logger.log(line);
            }
          });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      Remains.join(thread);
    }
  }
}
