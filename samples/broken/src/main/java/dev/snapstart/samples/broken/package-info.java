/**
 * The other samples as one writes them who does not think of snapshots. Each line that a rule finds
 * says so; {@link dev.snapstart.samples.broken.BrokenOrders} and {@link
 * dev.snapstart.samples.broken.BrokenWebApplication} are all of it.
 */
package dev.snapstart.samples.broken;
