package dev.snapstart.hooks.contextlesscrac;

public interface Context<R extends Resource> extends Resource {
  void register(R resource);
}
