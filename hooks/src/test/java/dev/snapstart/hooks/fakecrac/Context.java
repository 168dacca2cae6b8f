package dev.snapstart.hooks.fakecrac;

public interface Context<R extends Resource> extends Resource {
  void register(R resource);
}
