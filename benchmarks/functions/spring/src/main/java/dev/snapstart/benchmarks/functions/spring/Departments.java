package dev.snapstart.benchmarks.functions.spring;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** More beans, as an application has them of its own. */
final class Departments implements BeanRegistrar {

  private static final int COUNT = 20;

  /** One of them. */
  record Department(int number) {}

  @Override
  public void register(BeanRegistry registry, Environment environment) {
    for (int i = 0; i < COUNT; i++) {
      int number = i;
      registry.registerBean(
          "department" + number,
          Department.class,
          bean -> bean.supplier(x -> new Department(number)));
    }
  }
}
