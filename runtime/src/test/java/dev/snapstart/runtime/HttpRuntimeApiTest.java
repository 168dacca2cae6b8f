package dev.snapstart.runtime;

import static dev.snapstart.runtime.ScriptedServer.HANG_UP;
import static dev.snapstart.runtime.ScriptedServer.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpRuntimeApiTest {

  private static final String ID = "Lambda-Runtime-Aws-Request-Id: 1\r\n";
  private static final String ACCEPTED = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";

  @Test
  void asksForNextWithoutBodyAndSaysWhoItIs() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ok(ID, "{}"))) {
      new HttpRuntimeApi(server.endpoint()).next();
      String request = server.requests().get(0);
      assertThat(request).startsWith("GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\n");
      assertThat(request).contains("\r\nHost: 127.0.0.1:").contains("\r\nUser-Agent: snapstart-");
      assertThat(request).doesNotContain("Content-Length").endsWith("\r\n\r\n");
    }
  }

  @Test
  void readsWhatThePlatformSaysAboutAnInvocation() throws IOException {
    String headers =
        "lambda-runtime-aws-request-id: a b/ä\r\n"
            + "LAMBDA-RUNTIME-DEADLINE-MS: 1700000000000\r\n"
            + "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:eu-west-1:1:function:f\r\n"
            + "Lambda-Runtime-Trace-Id: Root=1-2-3\r\n"
            + "Lambda-Runtime-Aws-Tenant-Id: blue\r\nX-Unknown: \u00e9\r\n";
    try (ScriptedServer server = new ScriptedServer(ok(headers, "[1]"))) {
      Invocation invocation = new HttpRuntimeApi(server.endpoint()).next();
      assertThat(invocation.requestId()).startsWith("a b/");
      assertThat(invocation.deadlineMs()).isEqualTo(1_700_000_000_000L);
      assertThat(invocation.functionArn()).isEqualTo("arn:aws:lambda:eu-west-1:1:function:f");
      assertThat(invocation.traceId()).isEqualTo("Root=1-2-3");
      assertThat(invocation.tenantId()).isEqualTo("blue");
      assertThat(invocation.clientContext()).isNull();
      assertThat(invocation.event()).isEqualTo("[1]".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void escapesRequestIdsThatAreNoPlainText() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ACCEPTED)) {
      new HttpRuntimeApi(server.endpoint())
          .succeed("a b/1%", new ResponseBody(new RecordingRuntimeApi(), "1"));
      assertThat(server.requests().get(0))
          .startsWith("POST /2018-06-01/runtime/invocation/a%20b%2F1%25/response HTTP/1.1\r\n");
    }
  }

  @Test
  void keepsThePathOfTheEndpoint() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ok(ID, ""))) {
      new HttpRuntimeApi(new Endpoint("127.0.0.1", server.endpoint().port(), "/.rt/orders")).next();
      assertThat(server.requests().get(0))
          .startsWith("GET /.rt/orders/2018-06-01/runtime/invocation/next ");
    }
  }

  @Test
  void readsAnswersThatArriveByteByByte() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(ok(ID, "{\"a\":1}"), ok(ID, "[]")).oneByteAtATime()) {
      HttpRuntimeApi api = new HttpRuntimeApi(server.endpoint());
      assertThat(api.next().event()).asString().isEqualTo("{\"a\":1}");
      assertThat(api.next().event()).asString().isEqualTo("[]");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void readsChunkedAnswers() throws IOException {
    String chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
            + ID
            + "\r\n4;name=value\r\n{\"a\"\r\nA\r\n:123456789\r\n1\r\n}\r\n0\r\nTrailer: 1\r\n\r\n";
    try (ScriptedServer server = new ScriptedServer(chunked, ok(ID, "2"))) {
      HttpRuntimeApi api = new HttpRuntimeApi(server.endpoint());
      assertThat(api.next().event()).asString().isEqualTo("{\"a\":123456789}");
      assertThat(api.next().event()).asString().isEqualTo("2");
    }
  }

  @Test
  void skipsInterimAnswers() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer("HTTP/1.1 100 Continue\r\n\r\n" + ok(ID, "1"))) {
      assertThat(new HttpRuntimeApi(server.endpoint()).next().event()).asString().isEqualTo("1");
    }
  }

  @Test
  void opensANewConnectionWhenTheServerAnnouncedToClose() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(ok(ID + "Connection: close\r\n", "1"), HANG_UP, ok(ID, "2"))) {
      HttpRuntimeApi api = new HttpRuntimeApi(server.endpoint());
      api.next();
      assertThat(api.next().event()).asString().isEqualTo("2");
    }
  }

  @Test
  void asksAgainWhenTheConnectionBreaksInTheMiddleOfAnEvent() throws IOException {
    String cut =
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n" + ID + "Connection: close\r\n\r\n{\"a\"";
    try (TruncatingServer server = new TruncatingServer(cut, ok(ID, "{\"a\":true}"))) {
      assertThat(new HttpRuntimeApi(server.endpoint()).next().event())
          .asString()
          .isEqualTo("{\"a\":true}");
    }
  }

  @Test
  void sendsAReplyAgainWhenTheKeptConnectionTurnsOutDead() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ok(ID, "1"), HANG_UP, ACCEPTED)) {
      HttpRuntimeApi api = new HttpRuntimeApi(server.endpoint());
      api.next();
      ResponseBody body = new ResponseBody(new RecordingRuntimeApi(), "1");
      body.write(new byte[] {'7'}, 0, 1);
      api.succeed("1", body);
      assertThat(server.requests()).hasSize(3);
      assertThat(server.requests().get(2)).contains("/invocation/1/response").endsWith("\r\n\r\n7");
    }
  }

  @Test
  void waitsForAServerThatIsNotYetListening() throws Exception {
    ServerSocket reserved = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    int port = reserved.getLocalPort();
    reserved.close();
    HttpRuntimeApi api = new HttpRuntimeApi(new Endpoint("127.0.0.1", port, ""));
    Thread late =
        new Thread(() -> {
          try (ServerSocket listener = new ServerSocket(port, 5, InetAddress.getLoopbackAddress());
              var socket = listener.accept()) {
            socket.getInputStream().read(new byte[1024]);
            socket.getOutputStream().write(ok(ID, "1").getBytes(StandardCharsets.US_ASCII));
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
    late.start();
    assertThat(api.next().event()).asString().isEqualTo("1");
    late.join();
  }

  @Test
  void givesUpWithAReasonWhenNobodyListens() throws IOException {
    ServerSocket reserved = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    int port = reserved.getLocalPort();
    reserved.close();
    HttpRuntimeApi api = new HttpRuntimeApi(new Endpoint("127.0.0.1", port, ""));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> api.succeed("1", new ResponseBody(new RecordingRuntimeApi(), "1")))
        .withMessageContaining("cannot reach the Runtime API at 127.0.0.1:" + port)
        .withMessageContaining("POST /2018-06-01/runtime/invocation/1/response");
  }

  @Test
  void tellsStatusAndAnswerWhenThePlatformRefuses() throws IOException {
    String refusal = "{\"errorMessage\":\"no\",\"errorType\":\"InvalidStateTransition\"}";
    try (ScriptedServer server =
        new ScriptedServer(
            "HTTP/1.1 403 Forbidden\r\nContent-Length: "
                + refusal.length()
                + "\r\n\r\n"
                + refusal)) {
      HttpRuntimeApi api = new HttpRuntimeApi(server.endpoint());
      RuntimeApiException thrown = catchThrowableOfType(RuntimeApiException.class, api::next);
      assertThat(thrown.status()).isEqualTo(403);
      assertThat(thrown).hasMessageContaining("InvalidStateTransition");
    }
  }

  @Test
  void refusesAnEventWithoutRequestId() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ok("", "{}"))) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> new HttpRuntimeApi(server.endpoint()).next())
          .withMessageContaining("Lambda-Runtime-Aws-Request-Id");
    }
  }

  @Test
  void sendsErrorsWithTheirCategoryAndNoTextOfTheExceptionAsAHeader() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ACCEPTED)) {
      new HttpRuntimeApi(server.endpoint())
          .fail(
              "1",
              InvocationError.of(
                  "Runtime.UserException", new IllegalStateException("\u00e4\r\nInjected: b")));
      String request = server.requests().get(0);
      assertThat(header(request, "Lambda-Runtime-Function-Error-Type"))
          .isEqualTo("Runtime.UserException");
      assertThat(request).doesNotContain("\r\nInjected").contains("\\u000d\\nInjected: b");
      Map<String, Object> xray =
          JSON.std.mapFrom(header(request, "Lambda-Runtime-Function-XRay-Error-Cause"));
      assertThat(xray)
          .containsEntry("working_directory", System.getProperty("user.dir"))
          .containsKeys("exceptions", "paths");
      assertThat(((List<?>) xray.get("exceptions")).get(0).toString())
          .contains("message=\u00e4\r\nInjected: b", "IllegalStateException");
    }
  }

  @Test
  void streamsAResponseInChunksAndClosesItsConnection() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ACCEPTED, ok(ID, "{}"))) {
      HttpRuntimeApi api = new HttpRuntimeApi(server.endpoint());
      RuntimeApi.Upload upload = api.stream("1", "text/plain");
      upload.write("hello world".getBytes(StandardCharsets.US_ASCII), 0, 11);
      upload.end(null);
      api.next();
      String request = server.requests().get(0);
      assertThat(header(request, "Lambda-Runtime-Function-Response-Mode")).isEqualTo("streaming");
      assertThat(header(request, "Content-Type")).isEqualTo("text/plain");
      assertThat(request)
          .contains("\r\nTransfer-Encoding: chunked\r\n")
          .endsWith("\r\n\r\nb\r\nhello world\r\n0\r\n\r\n");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void putsAnErrorInTheMiddleOfAStreamIntoTrailers() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ACCEPTED)) {
      RuntimeApi.Upload upload = new HttpRuntimeApi(server.endpoint()).stream("1", "text/plain");
      upload.write(new byte[] {'a'}, 0, 1);
      upload.end(InvocationError.of("Runtime.UserException", new IllegalStateException("late")));
      String request = server.requests().get(0);
      String trailers = request.substring(request.indexOf("\r\n0\r\n"));
      assertThat(header(trailers, "Lambda-Runtime-Function-Error-Type"))
          .isEqualTo("Runtime.UserException");
      byte[] body =
          Base64.getDecoder().decode(header(trailers, "Lambda-Runtime-Function-Error-Body"));
      assertThat(JSON.std.mapFrom(body)).containsEntry("errorMessage", "late");
    }
  }

  @Test
  void ignoresWhatUserCodeInstallsForItsOwnClients() throws IOException {
    ProxySelector selector = ProxySelector.getDefault();
    ProxySelector.setDefault(new RefusingProxySelector());
    Authenticator.setDefault(
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            throw new AssertionError("the runtime must not authenticate");
          }
        });
    System.setProperty("socksProxyHost", "127.0.0.1");
    System.setProperty("socksProxyPort", "1");
    try (ScriptedServer server = new ScriptedServer(ok(ID, "1"))) {
      assertThat(new HttpRuntimeApi(server.endpoint()).next().event()).asString().isEqualTo("1");
    } finally {
      System.clearProperty("socksProxyHost");
      System.clearProperty("socksProxyPort");
      Authenticator.setDefault(null);
      ProxySelector.setDefault(selector);
    }
  }

  private static final class RefusingProxySelector extends ProxySelector {
    @Override
    public List<Proxy> select(URI uri) {
      throw new AssertionError("the runtime must not ask for a proxy");
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
  }

  /** Sends a part of an answer and closes; the next connection gets the next answer. */
  private static final class TruncatingServer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

    TruncatingServer(String... answers) throws IOException {
      Thread thread =
          new Thread(() -> {
            for (String answer : answers) {
              try (var socket = listener.accept()) {
                socket.getInputStream().read(new byte[1024]);
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
              } catch (IOException e) {
                return;
              }
            }
          });
      thread.setDaemon(true);
      thread.start();
    }

    Endpoint endpoint() {
      return new Endpoint("127.0.0.1", listener.getLocalPort(), "");
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }

  private static String header(String request, String name) {
    int start = request.indexOf("\r\n" + name + ": ");
    assertThat(start).as("header %s of %s", name, request).isNotNegative();
    int value = start + name.length() + 4;
    return request.substring(value, request.indexOf("\r\n", value));
  }
}
