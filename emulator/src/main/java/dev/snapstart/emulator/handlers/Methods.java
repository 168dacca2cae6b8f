package dev.snapstart.emulator.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Handler methods of all shapes. */
public final class Methods {

  public Methods() {}

  public String none() {
    return "none";
  }

  public String one(String text) {
    return "one " + text;
  }

  public String context(Context context) {
    return "context " + (context.getAwsRequestId() != null);
  }

  public String two(String text, Context context) {
    return "two " + text + (context.getAwsRequestId() != null);
  }

  public void input(InputStream in) throws IOException {
    System.out.println("input " + new String(in.readAllBytes(), StandardCharsets.UTF_8));
  }

  public void output(OutputStream out) throws IOException {
    out.write("\"output\"".getBytes(StandardCharsets.UTF_8));
  }

  public void streams(InputStream in, OutputStream out) throws IOException {
    in.transferTo(out);
  }

  public void all(InputStream in, OutputStream out, Context context) throws IOException {
    in.transferTo(out);
    out.write(context.getAwsRequestId().getBytes(StandardCharsets.UTF_8));
  }

  public void nothing(String text) {
    System.out.println("nothing " + text);
  }

  public String nullText(String text) {
    return null;
  }

  public String failing(String text) throws IOException {
    throw new IOException("disk is gone");
  }

  public String overloaded(String text) {
    return "without context";
  }

  public String overloaded(String text, Context context) {
    return "with context";
  }

  public String ambiguous(String text) {
    return "string";
  }

  public String ambiguous(List<String> texts) {
    return "list";
  }

  public static String ofClass(String text) {
    return "static " + text;
  }

  public String swapped(Context context, String text) {
    return "swapped";
  }

  public String four(String a, String b, String c, Context context) {
    return "four";
  }

  private String hidden(String text) {
    return "hidden" + text;
  }

  String unpublished(String text) {
    return "unpublished" + hidden(text);
  }

  /** Only its static method is to be used. */
  public static final class StaticOnly {

    public StaticOnly() {
      throw new IllegalStateException("the constructor was called");
    }

    public static String handle(String text) {
      return "static only " + text;
    }
  }

  /** Not public, but it has a public method. */
  static class Hidden {

    public String inherited(String text) {
      return "inherited " + text;
    }
  }

  /** Inherits its method. */
  public static final class Heir extends Hidden {
    public Heir() {}
  }
}
