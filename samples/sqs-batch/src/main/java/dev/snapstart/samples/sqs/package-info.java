/**
 * A function that books what SQS brings, in reading order: {@link
 * dev.snapstart.samples.sqs.MovementsHandler} takes a batch and answers which messages are to come
 * again, {@code Ledger} books each message once; {@link dev.snapstart.samples.sqs.BrokenMovements}
 * does the same without a thought of snapshots.
 */
package dev.snapstart.samples.sqs;
