package dev.nightjar.run;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What makes the slots of a schedule. */
public sealed interface Trigger {

  /** A local time that does not exist. */
  enum Gap {
    /** It is due at the instant at which the gap ends. */
    RUN_AFTER,
    /** It is not due. */
    SKIP
  }

  /** A local time that exists twice. */
  enum Overlap {
    FIRST,
    SECOND,
    BOTH
  }

  /**
   * Times on the wall.
   *
   * @param expression six or seven fields, seconds first, as Quartz reads them
   * @param gap what happens to a local time that daylight saving skips
   * @param overlap which of a local time that comes twice
   */
  record Cron(String expression, Gap gap, Overlap overlap) implements Trigger {

    /** Every midnight of the zone. */
    public static Cron midnight() {
      return new Cron("0 0 0 * * ?", Gap.RUN_AFTER, Overlap.FIRST);
    }
  }

  /**
   * Spans of real time, which no clock on the wall disturbs.
   *
   * @param every the time between two slots, in whole seconds
   * @param starting the first slot, in whole seconds
   */
  record Interval(Duration every, Instant starting) implements Trigger {

    /** Throws {@link IllegalArgumentException} when nothing would come of it. */
    public Interval {
      if (every.compareTo(Duration.ofSeconds(1)) < 0
          || !every.equals(every.truncatedTo(ChronoUnit.SECONDS))) {
        throw new IllegalArgumentException("an interval has at least one whole second: " + every);
      }
      if (!starting.equals(starting.truncatedTo(ChronoUnit.SECONDS))) {
        throw new IllegalArgumentException("a logical time has whole seconds: " + starting);
      }
    }
  }

  /**
   * Changes of a dataset: each time that segments are added or taken back there is a slot.
   *
   * @param dataset its name
   */
  record AfterDataset(String dataset) implements Trigger {}
}
