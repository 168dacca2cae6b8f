/**
 * A function with a pool of connections to PostgreSQL, in reading order: {@link
 * dev.snapstart.samples.postgres.StockHandler} answers how much there is of a product, {@code
 * StockDatabase} is where its password comes from and what it asks; {@link
 * dev.snapstart.samples.postgres.BrokenStock} does the same without a thought of snapshots.
 */
package dev.snapstart.samples.postgres;
