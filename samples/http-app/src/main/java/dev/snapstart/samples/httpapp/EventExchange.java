package dev.snapstart.samples.httpapp;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.Authenticator;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A request of API Gateway (payload format 2.0) as the JDK's HTTP server would have received it,
 * and the application's answer. Longer than other classes because {@link HttpExchange} asks for it.
 */
final class EventExchange extends HttpExchange {

  private static final int NOT_SENT = -1;

  private final APIGatewayV2HTTPEvent.RequestContext.Http http;
  private final InetSocketAddress local;
  private final InetSocketAddress remote;
  private final URI uri;
  private final Headers requestHeaders = new Headers();
  private final Headers responseHeaders = new Headers();
  private final Map<String, Object> attributes = new HashMap<>();
  private final Body body = new Body();
  private final CountDownLatch complete = new CountDownLatch(1);

  private InputStream in;
  private OutputStream out = body;
  private @Nullable HttpContext context;
  private @Nullable HttpPrincipal principal;
  private volatile int status = NOT_SENT;

  EventExchange(APIGatewayV2HTTPEvent event, InetSocketAddress local) throws IOException {
    this.local = local;
    http = event.getRequestContext().getHttp();
    // an address in digits, which nobody has to be asked for
    remote = new InetSocketAddress(InetAddress.getByName(http.getSourceIp()), 0);
    uri = uri(event.getRawPath(), event.getRawQueryString());
    event.getHeaders().forEach(requestHeaders::set);
    if (event.getCookies() != null) {
      requestHeaders.set("Cookie", String.join("; ", event.getCookies()));
    }
    in = new ByteArrayInputStream(content(event));
  }

  /** Gateways send the path as it came, or decoded. */
  private static URI uri(String path, @Nullable String query) throws IOException {
    String suffix = query == null || query.isEmpty() ? "" : "?" + query;
    try {
      return new URI(path + suffix);
    } catch (URISyntaxException decoded) {
      try {
        return new URI(new URI(null, null, path, null).getRawPath() + suffix);
      } catch (URISyntaxException e) {
        throw new IOException("cannot serve a request for " + path + suffix, e);
      }
    }
  }

  private static byte[] content(APIGatewayV2HTTPEvent event) {
    String content = event.getBody();
    if (content == null) {
      return new byte[0];
    }
    return event.getIsBase64Encoded()
        ? Base64.getDecoder().decode(content)
        : content.getBytes(StandardCharsets.UTF_8);
  }

  /** Asks the application's authenticator, if it has one; false if it has refused. */
  boolean enter(HttpContext path) throws IOException {
    context = path;
    Authenticator authenticator = path.getAuthenticator();
    Authenticator.Result result = authenticator == null ? null : authenticator.authenticate(this);
    if (result instanceof Authenticator.Failure failure) {
      sendResponseHeaders(failure.getResponseCode(), -1);
    } else if (result instanceof Authenticator.Retry retry) {
      sendResponseHeaders(retry.getResponseCode(), -1);
    } else if (result instanceof Authenticator.Success success) {
      principal = success.getPrincipal();
    }
    return status == NOT_SENT;
  }

  /** The application may complete its response after its handler has returned, on any thread. */
  void await() throws InterruptedException {
    complete.await();
  }

  APIGatewayV2HTTPResponse response() {
    Map<String, String> headers = new TreeMap<>();
    responseHeaders.forEach((name, values) -> headers.put(name, String.join(",", values)));
    headers.remove("Set-cookie"); // the name as Headers writes it
    List<String> cookies = responseHeaders.getOrDefault("Set-cookie", List.of());
    byte[] bytes = body.bytes();
    String text;
    boolean base64 = false;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      text = Base64.getEncoder().encodeToString(bytes);
      base64 = true;
    }
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status == NOT_SENT ? 500 : status)
        .withHeaders(headers)
        .withCookies(cookies)
        .withBody(text)
        .withIsBase64Encoded(base64)
        .build();
  }

  @Override
  public void sendResponseHeaders(int code, long length) throws IOException {
    if (status != NOT_SENT) {
      throw new IOException("the response has a status already");
    }
    status = code;
    body.expected = length;
    if (length < 0) {
      complete.countDown();
    }
  }

  @Override
  public void close() {
    complete.countDown();
  }

  @Override
  public Headers getRequestHeaders() {
    return requestHeaders;
  }

  @Override
  public Headers getResponseHeaders() {
    return responseHeaders;
  }

  @Override
  public URI getRequestURI() {
    return uri;
  }

  @Override
  public String getRequestMethod() {
    return http.getMethod();
  }

  @Override
  public @Nullable HttpContext getHttpContext() {
    return context;
  }

  @Override
  public InputStream getRequestBody() {
    return in;
  }

  @Override
  public OutputStream getResponseBody() {
    return out;
  }

  @Override
  public void setStreams(@Nullable InputStream in, @Nullable OutputStream out) {
    this.in = in == null ? this.in : in;
    this.out = out == null ? this.out : out;
  }

  @Override
  public InetSocketAddress getRemoteAddress() {
    return remote;
  }

  @Override
  public InetSocketAddress getLocalAddress() {
    return local;
  }

  @Override
  public int getResponseCode() {
    return status;
  }

  @Override
  public String getProtocol() {
    return http.getProtocol();
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return attributes.get(name);
  }

  @Override
  public void setAttribute(String name, Object value) {
    attributes.put(name, value);
  }

  @Override
  public @Nullable HttpPrincipal getPrincipal() {
    return principal;
  }

  /** Complete when it is closed, or has the length that was promised. */
  private final class Body extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private volatile long expected;

    byte[] bytes() {
      return bytes.toByteArray();
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int count) throws IOException {
      if (status == NOT_SENT) {
        throw new IOException("the headers have not been sent");
      }
      bytes.write(source, offset, count);
      if (bytes.size() == expected) {
        complete.countDown();
      }
    }

    @Override
    public void close() {
      complete.countDown();
    }
  }
}
