package dev.snapstart.samples.httpapp;

import com.sun.net.httpserver.Authenticator;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Knows the application's handlers, and listens to nobody: {@link #serve} calls them. */
final class PortlessServer extends HttpServer {

  private static volatile @Nullable PortlessServer started;

  private final Map<String, Path> paths = new ConcurrentHashMap<>();
  private InetSocketAddress address;
  private @Nullable Executor executor;

  PortlessServer(@Nullable InetSocketAddress address) {
    this.address = address == null ? new InetSocketAddress(0) : address;
  }

  /** The one that the application has started last. */
  static PortlessServer started() {
    PortlessServer server = started;
    if (server == null) {
      throw new IllegalStateException(
          "the application has started no com.sun.net.httpserver.HttpServer until its main returned");
    }
    return server;
  }

  /** Serves on the calling thread, and comes back when the response is complete. */
  void serve(EventExchange exchange) throws IOException, InterruptedException {
    Path path = find(exchange.getRequestURI().getPath());
    if (path == null) {
      exchange.sendResponseHeaders(404, -1);
    } else if (exchange.enter(path)) {
      new Filter.Chain(path.filters, path.handler()).doFilter(exchange);
    }
    exchange.await();
  }

  private @Nullable Path find(String requested) {
    Path longest = null;
    for (Path path : paths.values()) {
      if (requested.startsWith(path.name)
          && (longest == null || path.name.length() > longest.name.length())) {
        longest = path;
      }
    }
    return longest;
  }

  @Override
  public void bind(InetSocketAddress address, int backlog) {
    this.address = address;
  }

  @Override
  public void start() {
    started = this;
  }

  @Override
  public void setExecutor(Executor executor) {
    this.executor = executor;
  }

  @Override
  public @Nullable Executor getExecutor() {
    return executor;
  }

  @Override
  public void stop(int delay) {
    started = null;
  }

  @Override
  public HttpContext createContext(String path, HttpHandler handler) {
    HttpContext context = createContext(path);
    context.setHandler(handler);
    return context;
  }

  @Override
  public HttpContext createContext(String path) {
    Path context = new Path(path);
    if (paths.putIfAbsent(path, context) != null) {
      throw new IllegalArgumentException("there is a context for " + path + " already");
    }
    return context;
  }

  @Override
  public void removeContext(String path) {
    if (paths.remove(path) == null) {
      throw new IllegalArgumentException("there is no context for " + path);
    }
  }

  @Override
  public void removeContext(HttpContext context) {
    removeContext(context.getPath());
  }

  @Override
  public InetSocketAddress getAddress() {
    return address;
  }

  /** What the application has at a path. */
  private final class Path extends HttpContext {

    private final String name;
    private final List<Filter> filters = new CopyOnWriteArrayList<>();
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();
    private @Nullable HttpHandler handler;
    private @Nullable Authenticator authenticator;

    Path(String name) {
      this.name = name;
    }

    HttpHandler handler() {
      HttpHandler set = handler;
      return set != null ? set : exchange -> exchange.sendResponseHeaders(404, -1);
    }

    @Override
    public @Nullable HttpHandler getHandler() {
      return handler;
    }

    @Override
    public void setHandler(HttpHandler handler) {
      this.handler = handler;
    }

    @Override
    public String getPath() {
      return name;
    }

    @Override
    public HttpServer getServer() {
      return PortlessServer.this;
    }

    @Override
    public Map<String, Object> getAttributes() {
      return attributes;
    }

    @Override
    public List<Filter> getFilters() {
      return filters;
    }

    @Override
    public @Nullable Authenticator setAuthenticator(Authenticator authenticator) {
      Authenticator old = this.authenticator;
      this.authenticator = authenticator;
      return old;
    }

    @Override
    public @Nullable Authenticator getAuthenticator() {
      return authenticator;
    }
  }
}
