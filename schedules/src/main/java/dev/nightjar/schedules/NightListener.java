package dev.nightjar.schedules;

import java.time.Duration;
import java.time.LocalDate;

/** Hears how far a night is. Called from one thread. */
public interface NightListener {

  /** Something that the person who runs the night should know, in a sentence. */
  default void remark(String sentence) {}

  /** A run begins, or goes on. */
  void began(String pipeline, LocalDate date, String runId, boolean resumed);

  /** A step begins. */
  void step(String step);

  /** The step is that far, from 0 to 1; NaN when it is not known. */
  void progress(String step, double fraction, String text);

  /**
   * A step is over.
   *
   * @param summary what came of it, in a line
   * @param took how long; zero when an earlier attempt had done it
   */
  void finished(String step, String summary, Duration took);

  /**
   * A step failed.
   *
   * @param why in a line, and when it is tried again
   */
  default void failed(String step, String why) {}

  /** Says nothing. */
  static NightListener silent() {
    return new NightListener() {
      @Override
      public void began(String pipeline, LocalDate date, String runId, boolean resumed) {}

      @Override
      public void step(String step) {}

      @Override
      public void progress(String step, double fraction, String text) {}

      @Override
      public void finished(String step, String summary, Duration took) {}
    };
  }
}
