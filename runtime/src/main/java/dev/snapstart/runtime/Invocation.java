package dev.snapstart.runtime;

import org.jspecify.annotations.Nullable;

/**
 * One event and what the Runtime API said about it (the headers of {@code GET
 * /2018-06-01/runtime/invocation/next}). The event's bytes belong to the invocation and are not
 * changed by the runtime.
 *
 * @param requestId opaque; names the invocation in every reply
 * @param deadlineMs when the platform ends the invocation, in milliseconds of the epoch
 * @param functionArn the ARN that was invoked; null when the platform does not say
 * @param traceId the X-Ray trace header; null when there is none
 * @param clientContext the caller's client context as JSON; null when there is none
 * @param cognitoIdentity the caller's Cognito identity as JSON; null when there is none
 * @param tenantId the tenant under tenant isolation; null otherwise
 * @param event the event's bytes
 */
record Invocation(
    String requestId,
    long deadlineMs,
    @Nullable String functionArn,
    @Nullable String traceId,
    @Nullable String clientContext,
    @Nullable String cognitoIdentity,
    @Nullable String tenantId,
    byte[] event) {}
