package dev.snapstart.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One method that a call runs, and how values go over.
 *
 * @param caller where the call is
 * @param call the call
 * @param callee what runs
 * @param passing how arguments become parameters
 * @param captured parameters of the callee that a function brings itself
 */
record Edge(MethodModel caller, Call call, MethodModel callee, Passing passing, int captured) {

  /** How arguments become parameters. */
  enum Passing {
    /** One by one. */
    DIRECT,
    /** The receiver is a function; the other arguments follow what it brings itself. */
    FUNCTION,
    /** A library calls back with whatever it was given or holds. */
    LIBRARY
  }

  /** The parameters that an argument may become. */
  List<Integer> parameters(int argument) {
    return switch (passing) {
      case DIRECT -> List.of(argument);
      case FUNCTION -> argument == 0 ? List.of() : List.of(argument - 1 + captured);
      case LIBRARY -> {
        List<Integer> all = new ArrayList<>();
        for (int i = captured; i < parameterCount(); i++) {
          all.add(i);
        }
        yield all;
      }
    };
  }

  /** What a parameter may have been at the call; null if it is the function's own. */
  @Nullable OriginSet argument(int parameter) {
    if (passing == Passing.DIRECT) {
      return call.argument(parameter);
    }
    if (parameter < captured) {
      return null;
    }
    if (passing == Passing.FUNCTION) {
      return call.argument(parameter - captured + 1);
    }
    // of other libraries nobody knows what they pass; collections pass what is theirs
    return call.target().owner().startsWith("java/") ? call.receiver() : OriginSet.EMPTY;
  }

  /** Whether the library keeps what the callee returns in the object that was called. */
  boolean storesResultInReceiver() {
    return passing == Passing.LIBRARY && Libraries.storesResults(call.target());
  }

  private int parameterCount() {
    return callee.parameterTypes().length + (callee.isStatic() ? 0 : 1);
  }
}
