/**
 * A function that signs with a secret key, in reading order: {@link
 * dev.snapstart.samples.secrets.SigningHandler} holds the key, {@code SecretsExtension} asks for
 * it, {@code Signature} uses it; {@link dev.snapstart.samples.secrets.BrokenSigning} holds it
 * without a thought of snapshots.
 */
package dev.snapstart.samples.secrets;
