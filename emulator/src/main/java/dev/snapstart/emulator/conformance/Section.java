package dev.snapstart.emulator.conformance;

import java.util.List;

/**
 * Behaviours that belong together. Immutable.
 *
 * @param id such as {@code D1}
 * @param title what they have in common
 * @param behaviours by their numbers
 */
record Section(String id, String title, List<Behaviour> behaviours) {

  /** All that the suite knows, in the order of its report. */
  static List<Section> all() {
    return List.of(
        StartUp.section(),
        Invocations.section(),
        Answers.section(),
        HandlerFailures.section(),
        Payloads.section(),
        ContextValues.section(),
        Logging.section(),
        SnapStart.section(),
        Streaming.section(),
        Robustness.section());
  }
}
