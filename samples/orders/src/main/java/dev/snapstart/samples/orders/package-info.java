/**
 * An HTTP function that prices orders, written so that many clones of one snapshot can run it.
 *
 * <p>In reading order: {@link dev.snapstart.samples.orders.OrdersHandler} answers requests and
 * registers the hooks; {@code Catalogue} is what is worth loading before the snapshot; {@code
 * Pricing} is the arithmetic; {@code OrderNumbers} is what clones must not share; {@code
 * OrderJournal} is what must be closed and opened again; {@code Order} and {@code PricedOrder} are
 * the JSON that comes in and goes out.
 */
package dev.snapstart.samples.orders;
