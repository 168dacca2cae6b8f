package dev.snapstart.emulator;

import dev.snapstart.emulator.HttpFraming.Request;
import dev.snapstart.emulator.HttpFraming.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's Runtime API: paths, headers, statuses, and nothing of sockets or waiting. Facts from the
 * AWS documentation "Using the Lambda runtime API" and RIE's {@code rapi} package. Safe for use by
 * many threads.
 */
final class RuntimeApi implements LoopbackServer.Handler {

  static final String CREDENTIALS_PATH = "/2021-04-23/credentials";

  private static final String BASE = "/2018-06-01";
  private static final Pattern INVOCATION =
      Pattern.compile(BASE + "/runtime/invocation/([^/]+)/(response|error)");
  private static final String RESPONSE_MODE = "Lambda-Runtime-Function-Response-Mode";
  private static final byte[] ACCEPTED =
      "{\"status\":\"OK\"}\n".getBytes(StandardCharsets.US_ASCII);

  private final int maxResponseBytes;
  private final RuntimeSession session;
  private final Extensions extensions;
  private final ExtensionsApi extensionsApi;
  private final @Nullable Credentials credentials;

  /** With credentials it is the API of an environment that is to be restored from a snapshot. */
  RuntimeApi(
      FunctionSpec spec,
      RuntimeSession session,
      Extensions extensions,
      @Nullable Credentials credentials) {
    this.maxResponseBytes = spec.faults().maxResponseBytes();
    this.session = session;
    this.extensions = extensions;
    this.extensionsApi = new ExtensionsApi(spec, extensions);
    this.credentials = credentials;
  }

  @Override
  public boolean streams(Request head) {
    return "streaming".equals(head.headers().get(RESPONSE_MODE))
        && head.path().endsWith("/response");
  }

  @Override
  public Response handle(Request request) throws InterruptedException {
    try {
      return route(request);
    } catch (RefusedException e) {
      return e.response();
    }
  }

  private Response route(Request request) throws RefusedException, InterruptedException {
    Matcher invocation = INVOCATION.matcher(request.path());
    if (request.method().equals("POST") && invocation.matches()) {
      return answer(request, decoded(invocation.group(1)), invocation.group(2));
    }
    return switch (request.method() + " " + request.path()) {
      case "GET " + BASE + "/ping" -> Response.text(200, "pong");
      case "GET " + BASE + "/runtime/invocation/next" -> next();
      case "POST " + BASE + "/runtime/init/error" -> {
        if (request.bodyLength() > session.maxErrorBytes()) {
          yield tooLarge(session.maxErrorBytes());
        }
        session.initError(posted(request));
        yield accepted();
      }
      case "GET " + BASE + "/runtime/restore/next" -> restoreNext();
      case "POST " + BASE + "/runtime/restore/error" -> {
        if (credentials == null) {
          yield notFound();
        }
        session.restoreError(posted(request));
        yield accepted();
      }
      case "GET " + CREDENTIALS_PATH -> credentials(request);
      default -> extensionsApi.handle(request);
    };
  }

  private Response next() throws RefusedException, InterruptedException {
    extensions.closeRegistration();
    Invocation invocation = session.next();
    return new Response(200, invocation.headers(), invocation.event());
  }

  private Response restoreNext() throws RefusedException, InterruptedException {
    if (credentials == null) {
      return notFound();
    }
    extensions.closeRegistration();
    session.restoreNext();
    return new Response(200, Map.of(), new byte[0]);
  }

  private Response answer(Request request, String requestId, String kind)
      throws RefusedException, InterruptedException {
    String contentType = request.headers().get("Content-Type");
    if (kind.equals("error")) {
      if (request.bodyLength() > session.maxErrorBytes()) {
        return tooLarge(session.maxErrorBytes());
      }
      session.fail(requestId, new Reply(request.body(), contentType, false, posted(request)));
      return accepted();
    }
    if (streams(request)) {
      PendingInvocation pending = session.beginStream(requestId, contentType);
      return StreamedResponse.receive(request.content(), pending, session);
    }
    if (!request.headers().getOrDefault(RESPONSE_MODE, "").isEmpty()) {
      session.refuseResponse(requestId, Reply.of(PlatformError.invalidResponseMode(requestId)));
      return error(400, "InvalidFunctionResponseMode", "Invalid function response mode");
    }
    if (request.bodyLength() > maxResponseBytes) {
      session.respond(requestId, Reply.of(PlatformError.responseTooLarge(maxResponseBytes)));
      return tooLarge(maxResponseBytes);
    }
    session.respond(requestId, Reply.response(request.body(), contentType));
    return accepted();
  }

  /** Closes the connection, which an SDK keeps otherwise, so that none to us is in a snapshot. */
  private Response credentials(Request request) {
    return credentials != null && credentials.isOpenedBy(request.headers().get("Authorization"))
        ? Response.json(200, credentials.toJson()).last()
        : notFound();
  }

  /** An id may hold what no path can; it comes percent-encoded then. */
  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException ignored) {
      // not encoded, so it is what it is
      return segment;
    }
  }

  private static PostedError posted(Request request) {
    return new PostedError(
        PlatformError.normalizedType(request.headers().get("Lambda-Runtime-Function-Error-Type")),
        new String(request.body(), StandardCharsets.UTF_8));
  }

  static Response accepted() {
    return Response.json(202, ACCEPTED);
  }

  static Response notFound() {
    return Response.text(404, "404 page not found\n");
  }

  static Response tooLarge(int maxBytes) {
    return error(
        413,
        "RequestEntityTooLarge",
        "Exceeded maximum allowed payload size (" + maxBytes + " bytes).");
  }

  static Response error(int status, String type, String message) {
    return Response.json(status, new PlatformError(type, message).toJson());
  }
}
