package com.acme.words;

/** What a function says; its class needs a module of the JDK. */
public final class Words {

  private Words() {}

  /** The words. */
  public static String of(String name) {
    return "Hello " + name + " of " + java.sql.Types.class.getModule().getName();
  }
}
