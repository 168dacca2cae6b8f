package dev.snapstart.samples.micronaut;

import io.micronaut.context.ApplicationContext;

/** The application: all beans of this package, without a server, for the runtime asks it. */
final class Shop {

  private Shop() {}

  static ApplicationContext start() {
    // what is deduced is the machine that makes the snapshot, and not those of the clones
    return ApplicationContext.builder().deduceEnvironment(false).start();
  }
}
