package dev.snapstart.benchmarks.functions.spring;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.snapstart.hooks.ClassListRecorder;
import dev.snapstart.hooks.Priming;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;
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
 * of an order. The variable {@code PRIME} says how many requests are made before the checkpoint, or
 * with {@code classes} that only the classes of a list are loaded; with {@code PROBES} the answers
 * tell what must differ in each clone.
 */
public final class SpringFunction implements RequestStreamHandler {

  private final DispatcherServlet dispatcher;

  /** An event that has the classes written to a file which are loaded by then. */
  private static final String LIST = "list:";

  /** org.crac holds it weakly. */
  private final Resource requests = new Requests();

  private final @Nullable Probes probes = System.getenv("PROBES") == null ? null : new Probes();

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
    if (primed().equals("classes")) {
      Priming.classes();
    } else {
      Core.getGlobalContext().register(requests);
    }
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    String name = new String(event.readAllBytes(), StandardCharsets.UTF_8);
    name = name.replace("\"", "").strip();
    if (name.startsWith(LIST)) {
      ClassListRecorder.write(Path.of(name.substring(LIST.length())), SpringFunction::isOfFunction);
      return;
    }
    byte[] receipt = order(name);
    answer.write(probes == null ? receipt : probes.json());
  }

  /** Not of the runtime, whose loader the list is not read with everywhere. */
  private static boolean isOfFunction(String name) {
    return !name.startsWith("dev.snapstart.runtime.");
  }

  private static String primed() {
    return System.getenv().getOrDefault("PRIME", "0");
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
  private final class Requests implements Resource {

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) throws IOException {
      int count = Integer.parseInt(primed());
      for (int i = 0; i < count; i++) {
        order("prime" + i);
      }
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {}
  }
}
