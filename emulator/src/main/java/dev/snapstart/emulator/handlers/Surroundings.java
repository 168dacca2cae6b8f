package dev.snapstart.emulator.handlers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TimeZone;

/** What a handler finds around it, and what it may change there. */
final class Surroundings {

  private Surroundings() {}

  static String act(String what, String argument) throws IOException {
    switch (what) {
      case "loader" -> {
        return loader();
      }
      case "resource" -> {
        return resource(argument);
      }
      case "service" -> {
        return service();
      }
      case "sees" -> {
        return sees(argument);
      }
      case "hijack" -> hijack();
      case "replace-output" ->
          System.setOut(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
      case "defaults" -> {
        Locale.setDefault(new Locale("tr", "TR"));
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
      }
      default -> throw new IllegalArgumentException("cannot do \"" + what + "\"");
    }
    return "done";
  }

  /** Whether the context class loader is the one that these classes come from. */
  static String loader() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try {
      Class<?> found = Class.forName(Actions.class.getName(), false, loader);
      return found == Actions.class ? "mine" : "another " + found.getClassLoader();
    } catch (ClassNotFoundException e) {
      return "cannot see me: " + loader;
    }
  }

  private static String resource(String name) throws IOException {
    URL found = Thread.currentThread().getContextClassLoader().getResource(name);
    if (found == null) {
      return "no " + name;
    }
    try (InputStream in = found.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String service() {
    for (Runnable provider : ServiceLoader.load(Runnable.class)) {
      String name = provider.getClass().getName();
      return name.substring(name.lastIndexOf('.') + 1);
    }
    return "no provider";
  }

  private static String sees(String name) {
    try {
      Class<?> found = Class.forName(name, false, Surroundings.class.getClassLoader());
      return found + " of " + found.getClassLoader();
    } catch (ClassNotFoundException e) {
      return "no " + name;
    }
  }

  /** Takes hold of all that java.net lets a program take hold of. */
  private static void hijack() {
    ProxySelector.setDefault(new Hijacker());
    Authenticator.setDefault(
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            System.out.println("hijacked: authenticator");
            return null;
          }
        });
    CookieHandler.setDefault(
        new CookieHandler() {
          @Override
          public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
            System.out.println("hijacked: cookies");
            return Map.of();
          }

          @Override
          public void put(URI uri, Map<String, List<String>> headers) {
            System.out.println("hijacked: cookies");
          }
        });
    URL.setURLStreamHandlerFactory(protocol -> {
      if (protocol.equals("http")) {
        System.out.println("hijacked: URLs");
        throw new IllegalStateException("no http today");
      }
      return null;
    });
  }

  /** A service. */
  public static final class Provided implements Runnable {

    public Provided() {}

    @Override
    public void run() {}
  }

  private static final class Hijacker extends ProxySelector {

    @Override
    public List<Proxy> select(URI uri) {
      System.out.println("hijacked: proxies");
      throw new IllegalStateException("no proxy today");
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
  }
}
