package dev.snapstart.samples.httpapp;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import com.sun.net.httpserver.spi.HttpServerProvider;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Gives applications servers without a port. The JDK finds it by its name. */
public final class PortlessProvider extends HttpServerProvider {

  /** Called by the JDK. */
  public PortlessProvider() {}

  @Override
  public HttpServer createHttpServer(InetSocketAddress address, int backlog) {
    return new PortlessServer(address);
  }

  @Override
  public HttpsServer createHttpsServer(InetSocketAddress address, int backlog) throws IOException {
    throw new IOException("cannot serve HTTPS: the function URL does, let the application do HTTP");
  }
}
