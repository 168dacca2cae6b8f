package dev.snapstart.samples.micronaut;

/**
 * What goes out.
 *
 * @param orderNumber never given twice, by no clone
 * @param customer who has bought
 */
public record Receipt(String orderNumber, String customer) {}
