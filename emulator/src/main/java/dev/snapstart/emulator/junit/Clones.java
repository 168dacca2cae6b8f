package dev.snapstart.emulator.junit;

import dev.snapstart.emulator.CloneCheck;
import dev.snapstart.emulator.CloneCheck.Repeat;
import dev.snapstart.emulator.Environment;
import dev.snapstart.emulator.InvocationResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** The clones of one test, restored from the same snapshot and alive side by side. Thread-safe. */
public final class Clones implements Iterable<Environment> {

  private final List<Environment> all;

  Clones(List<Environment> all) {
    this.all = List.copyOf(all);
  }

  /**
   * One of them.
   *
   * @param index from 0
   * @return a running clone
   */
  public Environment get(int index) {
    return all.get(index);
  }

  /**
   * How many there are.
   *
   * @return what the annotation asks for
   */
  public int size() {
    return all.size();
  }

  @Override
  public Iterator<Environment> iterator() {
    return all.iterator();
  }

  /**
   * Sends each clone the same event, one after the other.
   *
   * @param event the event, usually JSON
   * @return what each answered, in their order
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public List<InvocationResult> invoke(byte[] event) throws InterruptedException {
    List<InvocationResult> results = new ArrayList<>();
    for (Environment clone : all) {
      results.add(clone.invoke(event));
    }
    return results;
  }

  /**
   * What the clones repeat and must not, when all of them get the same events.
   *
   * @param events the events, usually JSON
   * @return places in the answers; empty if all is well
   * @throws IllegalStateException if an invocation fails
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public List<Repeat> repeats(byte[]... events) throws InterruptedException {
    return CloneCheck.compare(all, Arrays.asList(events));
  }
}
