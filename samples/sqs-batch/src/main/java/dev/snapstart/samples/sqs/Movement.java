package dev.snapstart.samples.sqs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** So many pieces of a product that came or went: {@code P-1 -3}. */
record Movement(String product, int pieces) {

  private static final Pattern TEXT = Pattern.compile("(\\S+) ([+-]?\\d{1,6})");

  static Movement parse(String text) {
    Matcher movement = TEXT.matcher(text);
    if (!movement.matches()) {
      throw new IllegalArgumentException("no movement, expected a product and a number of pieces");
    }
    return new Movement(movement.group(1), Integer.parseInt(movement.group(2)));
  }
}
