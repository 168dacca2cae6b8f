package dev.snapstart.runtime;

import static dev.snapstart.runtime.ScriptedServer.HANG_UP;
import static dev.snapstart.runtime.ScriptedServer.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import java.util.List;
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
      new HttpRuntimeApi(server.endpoint()).succeed("a b/1%", new ResponseBody());
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
      ResponseBody body = new ResponseBody();
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
        .isThrownBy(() -> api.succeed("1", new ResponseBody()))
        .withMessageContaining("cannot reach the Runtime API at 127.0.0.1:" + port)
        .withMessageContaining("POST /runtime/invocation/1/response");
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
  void sendsErrorsWithTheirCategoryAndNothingOfTheExceptionInHeaders() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ACCEPTED)) {
      new HttpRuntimeApi(server.endpoint())
          .fail(
              "1",
              InvocationError.of(
                  "Runtime.UserException", new IllegalStateException("a\r\nInjected: b")));
      String request = server.requests().get(0);
      String head = request.substring(0, request.indexOf("\r\n\r\n"));
      assertThat(head).contains("\r\nLambda-Runtime-Function-Error-Type: Runtime.UserException");
      assertThat(head).doesNotContain("Injected");
      assertThat(request).contains("a\\u000d\\u000aInjected: b");
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
}
