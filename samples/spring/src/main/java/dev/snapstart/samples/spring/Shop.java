package dev.snapstart.samples.spring;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The application: all beans of this package. It has no server, for the runtime asks it. */
@SpringBootApplication
public class Shop {

  /** Made by Spring. */
  public Shop() {}

  static ConfigurableApplicationContext start() {
    SpringApplication application = new SpringApplication(Shop.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setBannerMode(Banner.Mode.OFF);
    // a function's environment ends without a word
    application.setRegisterShutdownHook(false);
    return application.run();
  }
}
