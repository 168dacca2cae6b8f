package dev.snapstart.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.jspecify.annotations.Nullable;

/**
 * User code that answers an invocation, whatever its form. The forms are classes and not lambdas:
 * setting up the first lambda of a process costs a cold start more than a class does.
 */
interface Handler {

  /**
   * Answers an invocation.
   *
   * @param event the event's bytes
   * @param body takes the answer
   * @throws Throwable what the user's code throws, as it was thrown
   */
  void handle(byte[] event, Context context, ResponseBody body) throws Throwable;

  /** Bytes in, bytes out. */
  record OfStream(RequestStreamHandler user) implements Handler {

    @Override
    public void handle(byte[] event, Context context, ResponseBody body) throws Throwable {
      user.handleRequest(new EventStream(event), body, context);
    }
  }

  /** An object in, an object out. */
  record OfObject(
      RequestHandler<@Nullable Object, @Nullable Object> user,
      EventCodec.Decoder decoder,
      EventCodec.Encoder encoder)
      implements Handler {

    @Override
    public void handle(byte[] event, Context context, ResponseBody body) throws Throwable {
      encoder.encode(user.handleRequest(decoder.decode(event), context), body);
    }
  }
}
