package dev.snapstart.runtime;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The Runtime API as methods, one per endpoint of <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">the documentation</a>. Used
 * by one thread.
 *
 * <p>Every method throws a {@link RuntimeApiException} when the platform answers with an error
 * status, and another {@link IOException} when no answer can be had.
 */
interface RuntimeApi {

  /**
   * Waits for the next event, as long as it takes: the environment may be frozen meanwhile.
   *
   * @return the event, never null
   */
  Invocation next() throws IOException;

  /** Answers an invocation. */
  void succeed(String requestId, ResponseBody body) throws IOException;

  /**
   * Begins to answer an invocation with a stream.
   *
   * @param contentType passed on to the caller
   */
  Upload stream(String requestId, String contentType) throws IOException;

  /** Reports that an invocation failed. */
  void fail(String requestId, InvocationError error) throws IOException;

  /** Reports that the function cannot be initialised; the process ends after it. */
  void failInit(InvocationError error) throws IOException;

  /**
   * Says that the process may be snapshotted and waits until it has been restored. The connection
   * may be gone when the world goes on; it is made again, as often as needed, and dropped at the
   * end so that no socket of before the snapshot is used after it.
   */
  void awaitRestore() throws IOException;

  /** Reports that the function cannot go on after a restore; the process ends after it. */
  void failRestore(InvocationError error) throws IOException;

  /** An answer on its way. Used by one thread at a time. */
  interface Upload {

    /** Sends bytes; blocks while the platform does not take them. */
    void write(byte[] bytes, int offset, int count) throws IOException;

    /**
     * Ends the answer.
     *
     * @param error what went wrong after the answer had begun; null when nothing did
     */
    void end(@Nullable InvocationError error) throws IOException;
  }
}
