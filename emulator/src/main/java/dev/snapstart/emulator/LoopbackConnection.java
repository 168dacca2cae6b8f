package dev.snapstart.emulator;

import dev.snapstart.emulator.HttpFraming.MalformedRequestException;
import dev.snapstart.emulator.HttpFraming.Request;
import dev.snapstart.emulator.HttpFraming.Response;
import java.io.IOException;
import java.net.Socket;

/**
 * One connection of a {@link LoopbackServer}: request, answer, request, on a thread of its own, and
 * whatever goes wrong on purpose.
 */
final class LoopbackConnection {

  private final Socket socket;
  private final LoopbackServer server;
  private final Thread thread;

  LoopbackConnection(Socket socket, LoopbackServer server) {
    this.socket = socket;
    this.server = server;
    this.thread = new Thread(this::serve, "runtime-api-" + server.port() + "-connection");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Waits for the end of its thread. */
  void join(long millis) throws InterruptedException {
    thread.join(millis);
  }

  /** Closes it now; its thread ends soon. */
  void drop() {
    LoopbackServer.closeQuietly(socket);
    thread.interrupt();
  }

  private void serve() {
    try (socket) {
      HttpFraming framing =
          new HttpFraming(
              socket.getInputStream(), socket.getOutputStream(), PlatformError.MAX_RESPONSE_BYTES);
      try {
        serve(framing);
      } catch (MalformedRequestException e) {
        framing.write(e.response());
      }
    } catch (IOException | InterruptedException ignored) {
      // the peer went away or the connection was dropped: both are its end
    } finally {
      server.ended(this);
    }
  }

  private void serve(HttpFraming framing)
      throws IOException, MalformedRequestException, InterruptedException {
    for (Request request = framing.readHead(); request != null; request = framing.readHead()) {
      Fault fault = server.nextFault(request);
      boolean goesOn =
          fault == null ? exchange(framing, request) : exchange(framing, request, fault);
      if (!goesOn) {
        return;
      }
    }
  }

  /** False if the connection is at its end. */
  private boolean exchange(HttpFraming framing, Request request)
      throws IOException, MalformedRequestException, InterruptedException {
    boolean streamed = server.handler().streams(request);
    if (!streamed) {
      framing.readBody(request);
    }
    LoopbackServer.Exchange exchange = server.begin(request);
    Response response = server.handler().handle(request);
    // before the write: who has the answer may look at the record at once
    server.answered(exchange, request, response.status());
    framing.write(response);
    if (request.endsConnection() || response.endsConnection()) {
      return false;
    }
    if (streamed) {
      // what is left of one that was refused
      framing.readBody(request);
    }
    return true;
  }

  /** The same, but something goes wrong. */
  private boolean exchange(HttpFraming framing, Request request, Fault fault)
      throws IOException, MalformedRequestException, InterruptedException {
    if (fault instanceof Fault.AnsweredEarly early) {
      LoopbackServer.Exchange exchange = server.begin(request);
      server.answered(exchange, request, early.status());
      framing.write(refusal(early.status()));
      return false;
    }
    if (fault instanceof Fault.AcceptedEarly) {
      framing.write(RuntimeApi.accepted());
    }
    framing.readBody(request);
    LoopbackServer.Exchange exchange = server.begin(request);
    if (fault instanceof Fault.HungUp) {
      return false;
    }
    if (fault instanceof Fault.Delayed delayed) {
      Thread.sleep(delayed.time().toMillis());
    }
    Response response = answer(request, fault);
    if (fault instanceof Fault.HungUpAfter) {
      return false;
    }
    server.answered(exchange, request, response.status());
    if (fault instanceof Fault.AcceptedEarly) {
      return true;
    }
    FaultyAnswer answer = new FaultyAnswer(fault, response);
    framing.write(answer);
    return !answer.endsConnection();
  }

  private Response answer(Request request, Fault fault) throws InterruptedException {
    if (!(fault instanceof Fault.Answered answered)) {
      return server.handler().handle(request);
    }
    if (request.method().equals("POST")) {
      server.handler().handle(request);
    }
    return refusal(answered.status());
  }

  private static Response refusal(int status) {
    return RuntimeApi.error(status, "InjectedFault", "a test asked for this answer");
  }
}
