package dev.snapstart.hooks.fakecrac;

public class RestoreException extends Exception {
  private static final long serialVersionUID = 1L;
}
