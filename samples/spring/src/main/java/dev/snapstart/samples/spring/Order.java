package dev.snapstart.samples.spring;

/**
 * What comes in.
 *
 * @param customer who buys
 */
public record Order(String customer) {}
