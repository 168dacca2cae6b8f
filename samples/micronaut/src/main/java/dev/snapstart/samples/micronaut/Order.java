package dev.snapstart.samples.micronaut;

/**
 * What comes in.
 *
 * @param customer who buys
 */
public record Order(String customer) {}
