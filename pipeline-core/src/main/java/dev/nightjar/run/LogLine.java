package dev.nightjar.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a run's log.
 *
 * @param at when it was said, by the clock of the machine that works
 * @param level how much it matters
 * @param step the step that it is about; null: the run as a whole
 * @param text for people; may have several lines
 * @param end whether the run is over: nothing comes after it
 */
public record LogLine(Instant at, Level level, @Nullable String step, String text, boolean end) {

  /** The longest text that is kept. */
  static final int MOST = 10_000;

  /** How much a line matters. */
  public enum Level {
    INFO,
    WARN,
    ERROR
  }

  /** A text that is too long is cut, and says so. */
  public LogLine {
    if (text.length() > MOST) {
      text = text.substring(0, MOST) + "… (" + (text.length() - MOST) + " characters more)";
    }
  }

  /** A line after which others may come. */
  public static LogLine of(Instant at, Level level, @Nullable String step, String text) {
    return new LogLine(at, level, step, text, false);
  }
}
