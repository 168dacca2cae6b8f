/**
 * A function with a table in DynamoDB, in reading order: {@link
 * dev.snapstart.samples.dynamodb.CartHandler} reads and writes carts, {@code Carts} says how;
 * {@link dev.snapstart.samples.dynamodb.BrokenCart} does the same without a thought of snapshots.
 */
package dev.snapstart.samples.dynamodb;
