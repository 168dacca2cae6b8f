package dev.snapstart.audit;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/** Moments of the init. */
record TimeProbes(Circumstances at) {

  private static final int OFFSETS = 72;
  private static final Duration OFFSET_STEP = Duration.ofMinutes(15);

  void addTo(Probes probes) {
    probes.on("java.time.Instant", this::instant);
    probes.on("java.time.LocalDateTime", this::localTime);
    probes.on("java.time.LocalDate", this::localDate);
    probes.on("java.util.Date", (each, found) -> millis(Kind.DATE, each, "fastTime", found));
    probes.on("java.util.Calendar", (each, found) -> millis(Kind.CALENDAR, each, "time", found));
  }

  private void instant(Instance instance, Consumer<Candidate> found) {
    Instant moment = Instant.ofEpochSecond(instance.number("seconds"), instance.number("nanos"));
    if (at.isNow(moment)) {
      found.accept(Candidate.of(Kind.INSTANT, instance, moment.toString()));
    }
  }

  private void millis(Kind kind, Instance instance, String field, Consumer<Candidate> found) {
    Instant moment = Instant.ofEpochMilli(instance.number(field));
    if (at.isNow(moment)) {
      found.accept(Candidate.of(kind, instance, moment.toString()));
    }
  }

  private void localTime(Instance instance, Consumer<Candidate> found) {
    Instance date = instance.follow("date");
    Instance time = instance.follow("time");
    if (date == null || time == null) {
      return;
    }
    LocalDateTime local = LocalDateTime.of(date(date), time(time));
    Instant asIfUtc = local.toInstant(ZoneOffset.UTC);
    for (int offset = -OFFSETS; offset <= OFFSETS; offset++) {
      if (at.isNow(asIfUtc.plus(OFFSET_STEP.multipliedBy(offset)))) {
        found.accept(Candidate.of(Kind.LOCAL_TIME, instance, local.toString()));
        return;
      }
    }
  }

  private void localDate(Instance instance, Consumer<Candidate> found) {
    try {
      LocalDate date = date(instance);
      if (date.equals(LocalDate.ofInstant(at.end(), ZoneOffset.UTC))) {
        found.accept(Candidate.of(Kind.LOCAL_DATE, instance, date.toString()));
      }
    } catch (DateTimeException ignored) {
      // an object that is just being made
    }
  }

  private static LocalDate date(Instance date) {
    return LocalDate.of(
        (int) date.number("year"), (int) date.number("month"), (int) date.number("day"));
  }

  private static LocalTime time(Instance time) {
    return LocalTime.of(
        (int) time.number("hour"),
        (int) time.number("minute"),
        (int) time.number("second"),
        (int) time.number("nano"));
  }
}
