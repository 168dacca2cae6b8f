package dev.snapstart.samples.orders;

/** The order cannot be priced; the message is for the customer. */
final class InvalidOrderException extends Exception {

  private static final long serialVersionUID = 1L;

  InvalidOrderException(String message) {
    super(message);
  }
}
