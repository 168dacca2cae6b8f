package dev.snapstart.benchmarks.functions.spring;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.crac.Core;
import org.crac.Resource;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletConfig;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * A handler that has a web application of Spring Boot answer: the context without a server, the
 * dispatcher called directly, as Spring's own adapter for Lambda does it. The event is the number
 * of an order. The variable {@code PRIME} says how many requests are made before the checkpoint.
 */
public final class SpringFunction implements RequestStreamHandler {

  private final DispatcherServlet dispatcher;

  /** org.crac holds it weakly. */
  private final Resource priming = new Priming();

  /**
   * Starts the application.
   *
   * @throws ServletException if the dispatcher cannot be set up
   */
  public SpringFunction() throws ServletException {
    MockServletContext servlets = new MockServletContext("");
    SpringApplication application = new SpringApplication(WebApplication.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setRegisterShutdownHook(false);
    application.setApplicationContextFactory(type -> {
      AnnotationConfigServletWebApplicationContext context =
          new AnnotationConfigServletWebApplicationContext();
      context.setServletContext(servlets);
      return context;
    });
    AnnotationConfigServletWebApplicationContext context =
        (AnnotationConfigServletWebApplicationContext) application.run();
    dispatcher = context.getBean(DispatcherServlet.class);
    dispatcher.init(new MockServletConfig(servlets, "dispatcherServlet"));
    System.out.println("beans: " + context.getBeanDefinitionCount());
    Core.getGlobalContext().register(priming);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    String name = new String(event.readAllBytes(), StandardCharsets.UTF_8);
    name = name.replace("\"", "").strip();
    if (name.equals("exit")) {
      // only a JVM that ends by itself writes the archive that it was trained for
      System.exit(0);
    }
    answer.write(order(name));
  }

  private byte[] order(String name) throws IOException {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/orders/" + name);
    request.addHeader("Accept", "application/json");
    request.setContentType("application/json");
    request.setContent(
        "{\"customer\":\"Ann\",\"lines\":[{\"article\":\"tea\",\"count\":2}]}"
            .getBytes(StandardCharsets.UTF_8));
    MockHttpServletResponse response = new MockHttpServletResponse();
    try {
      dispatcher.service(request, response);
    } catch (ServletException e) {
      throw new IOException(e);
    }
    if (response.getStatus() != 200) {
      throw new IOException("status " + response.getStatus() + response.getErrorMessage());
    }
    return response.getContentAsByteArray();
  }

  /** Makes requests before the checkpoint. */
  private final class Priming implements Resource {

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) throws IOException {
      int requests = Integer.parseInt(System.getenv().getOrDefault("PRIME", "0"));
      for (int i = 0; i < requests; i++) {
        order("prime" + i);
      }
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {}
  }
}
