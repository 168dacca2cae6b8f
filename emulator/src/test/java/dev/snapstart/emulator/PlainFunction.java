package dev.snapstart.emulator;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A function process without any library: it does the steps that its arguments name, one after the
 * other, over one connection. Prints each request and its status.
 */
final class PlainFunction {

  private static final String BASE = "/2018-06-01/runtime";
  private static final String ERROR_BODY =
      "{\"errorMessage\":\"boom\",\"errorType\":\"PlainError\",\"stackTrace\":[]}";

  private final String host;
  private final int port;
  private Socket socket;
  private String requestId = "none";
  private byte[] event = {};

  /** Of user code. */
  private Socket kept;

  private PlainFunction(String runtimeApi) {
    host = runtimeApi.substring(0, runtimeApi.indexOf(':'));
    port = Integer.parseInt(runtimeApi.substring(runtimeApi.indexOf(':') + 1));
  }

  /** A spec whose process does the steps. */
  static FunctionSpec.Builder doing(String... steps) {
    List<String> command =
        new ArrayList<>(
            List.of(
                java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                PlainFunction.class.getName()));
    command.addAll(List.of(steps));
    return FunctionSpec.builder().command(command).name("plain");
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Where the tests' classes are. */
  static String classPath() {
    return location(PlainFunction.class);
  }

  /** Where the emulator's classes and the tests' are. */
  static String emulatorClassPath() {
    return location(Emulator.class) + File.pathSeparator + classPath();
  }

  static String location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void main(String[] steps) throws Exception {
    PlainFunction function = new PlainFunction(System.getenv("AWS_LAMBDA_RUNTIME_API"));
    for (String step : steps) {
      int colon = step.indexOf(':');
      function.step(
          colon < 0 ? step : step.substring(0, colon), colon < 0 ? "" : step.substring(colon + 1));
    }
  }

  private void step(String step, String argument) throws IOException {
    switch (step) {
      case "next" -> next();
      case "restore-next" -> restoreNext();
      case "respond" -> respond(event);
      case "respond-bytes" -> respond(new byte[Integer.parseInt(argument)]);
      case "respond-to" -> post("/invocation/" + argument + "/response", "", event);
      case "stream-bytes" -> streamBytes(Integer.parseInt(argument));
      case "fail" -> post("/invocation/" + requestId + "/error", argument, bytes(ERROR_BODY));
      case "init-error" -> post("/init/error", argument, bytes(ERROR_BODY));
      case "restore-error" -> post("/restore/error", argument, bytes(ERROR_BODY));
      case "get" -> send("GET", argument, "", null);
      case "credentials" -> credentials(argument);
      case "loop" -> loop();
      case "print" -> System.out.println(argument);
      case "print-unfinished" -> System.out.print(argument);
      case "complain" -> System.err.println(argument);
      case "variables" ->
          new TreeMap<>(System.getenv()).forEach((k, v) -> System.out.println(k + "=" + v));
      case "print-pid" -> System.out.println("pid " + ProcessHandle.current().pid());
      case "keep-connection" -> kept = new Socket(host, Integer.parseInt(argument));
      case "child" -> new ProcessBuilder("sleep", "600").start();
      case "first" -> {
        // a step of the first process only
        if (new File(argument.substring(0, argument.indexOf(' '))).createNewFile()) {
          step(argument.substring(argument.indexOf(' ') + 1), "");
        }
      }
      case "tick" -> tick();
      case "print-clocks" -> System.out.println(clocks());
      case "allocate" -> {
        byte[] memory = new byte[Integer.parseInt(argument) << 20];
        Arrays.fill(memory, (byte) 1);
        System.out.println("allocated " + memory.length);
      }
      case "hang" -> LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(10));
      case "exit" -> Runtime.getRuntime().halt(Integer.parseInt(argument));
      default -> throw new IllegalArgumentException("unknown step " + step);
    }
  }

  /** Serves for ever; some events mean something. */
  private void loop() throws IOException {
    while (true) {
      next();
      String text = new String(event, StandardCharsets.UTF_8);
      switch (text) {
        case "exit" -> step("exit", "7");
        case "hang" -> step("hang", "");
        case "fail" -> step("fail", "Function.Boom");
        case "allocate" -> {
          step("allocate", "400");
          respond(event);
        }
        case "clocks" -> respond(bytes(clocks()));
        case "max-heap" -> respond(bytes(String.valueOf(Runtime.getRuntime().maxMemory())));
        case "credentials" -> {
          String id = requestId;
          step("credentials", "");
          byte[] given = event;
          requestId = id;
          respond(given);
        }
        case "read-kept" -> respond(bytes(readKept()));
        case "load" -> respond(bytes(new LoadedLater().toString()));
        case "respond-exit" -> {
          step("respond", "");
          step("exit", "0");
        }
        default -> respond(event);
      }
    }
  }

  /** The wall clock and the monotonic one, in seconds. */
  private static String clocks() {
    return System.currentTimeMillis() / 1_000 + " " + System.nanoTime() / 1_000_000_000;
  }

  private String readKept() {
    try {
      kept.setSoTimeout(100);
      return "read " + kept.getInputStream().read();
    } catch (SocketTimeoutException e) {
      return "open";
    } catch (IOException e) {
      return "broken";
    }
  }

  /** A thread that goes on between invocations. */
  private static void tick() {
    Thread ticking =
        new Thread(() -> {
          while (true) {
            System.out.println("tick");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
          }
        });
    ticking.setDaemon(true);
    ticking.start();
  }

  private void next() throws IOException {
    while (true) {
      try {
        if (send("GET", BASE + "/invocation/next", "", null) == 200) {
          return;
        }
        throw new IllegalStateException("next was refused");
      } catch (IOException e) {
        reconnect();
      }
    }
  }

  private void restoreNext() {
    while (true) {
      try {
        send("GET", BASE + "/restore/next", "", null);
        return;
      } catch (IOException e) {
        reconnect();
      }
    }
  }

  private void reconnect() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // it is of no use any more
    }
    socket = null;
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
  }

  private void respond(byte[] body) throws IOException {
    post("/invocation/" + requestId + "/response", "", body);
  }

  private void streamBytes(int count) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(
        bytes(
            "POST "
                + BASE
                + "/invocation/"
                + requestId
                + "/response HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
                + "Lambda-Runtime-Function-Response-Mode: streaming\r\n\r\n"));
    byte[] chunk = new byte[1 << 16];
    for (int left = count; left > 0; left -= chunk.length) {
      int size = Math.min(left, chunk.length);
      out.write(bytes(Integer.toHexString(size) + "\r\n"));
      out.write(chunk, 0, size);
      out.write(bytes("\r\n"));
    }
    out.write(bytes("0\r\n\r\n"));
    readResponse(false);
  }

  private void credentials(String token) throws IOException {
    String sent = token.isEmpty() ? System.getenv("AWS_CONTAINER_AUTHORIZATION_TOKEN") : token;
    String uri = System.getenv("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    send("GET", uri.substring(uri.indexOf("/2021")), "Authorization: " + sent + "\r\n", null);
    System.out.println(new String(event, StandardCharsets.UTF_8));
  }

  private void post(String path, String errorType, byte[] body) throws IOException {
    String header =
        errorType.isEmpty() ? "" : "Lambda-Runtime-Function-Error-Type: " + errorType + "\r\n";
    send("POST", BASE + path, header, body);
  }

  private int send(String method, String path, String headers, byte[] body) throws IOException {
    if (socket == null) {
      socket = new Socket(host, port);
      socket.setTcpNoDelay(true);
    }
    String length = body == null ? "" : "Content-Length: " + body.length + "\r\n";
    OutputStream out = socket.getOutputStream();
    out.write(bytes(method + " " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + length + "\r\n"));
    if (body != null) {
      out.write(body);
    }
    out.flush();
    int status = readResponse(method.equals("GET"));
    System.out.println(method + " " + path.replace(requestId, "ID") + " " + status);
    return status;
  }

  private int readResponse(boolean isEvent) throws IOException {
    InputStream in = socket.getInputStream();
    String statusLine = readLine(in);
    int length = 0;
    boolean last = false;
    for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
      last |= line.equalsIgnoreCase("Connection: close");
      String[] header = line.split(": ", 2);
      switch (header[0].toLowerCase(Locale.ROOT)) {
        case "content-length" -> length = Integer.parseInt(header[1]);
        case "lambda-runtime-aws-request-id" -> requestId = header[1];
        default -> {}
      }
      if (header[0].startsWith("Lambda-Runtime")) {
        System.out.println(line);
      }
    }
    byte[] body = new byte[length];
    new DataInputStream(in).readFully(body);
    if (last) {
      socket.close();
      socket = null;
    }
    int status = Integer.parseInt(statusLine.split(" ")[1]);
    if (status >= 400) {
      System.out.println(new String(body, StandardCharsets.UTF_8));
    } else if (isEvent) {
      event = body;
    }
    return status;
  }

  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("connection lost");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A class that only an invocation needs; its lambda is one that nobody can load by name. */
  static final class LoadedLater {
    @Override
    public String toString() {
      Supplier<String> lambda = () -> "later";
      return lambda.get();
    }
  }
}
