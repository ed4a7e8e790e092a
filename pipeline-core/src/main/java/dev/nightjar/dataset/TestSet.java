package dev.nightjar.dataset;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A named set of rows that models are judged on and never trained on.
 *
 * @param name unique in the pipeline
 * @param span which rows
 * @param sample at most so many rows, chosen by hash; 0: all
 * @param unit {@code day}, or a column: rows of one unit are not independent; null: rows are
 * @param budget how often the set may be asked; null: undeclared
 * @param sealed true: what it says is in the verdict alone, and no number of it is shown; null: it
 *     is shown
 */
public record TestSet(
    String name,
    Span span,
    int sample,
    @Nullable String unit,
    @Nullable Budget budget,
    @Nullable Boolean sealed) {

  /** What says the same means the same, and has the same digest. */
  public TestSet {
    sealed = Boolean.TRUE.equals(sealed) ? Boolean.TRUE : null;
  }

  /** A set whose numbers are shown. */
  public TestSet(
      String name, Span span, int sample, @Nullable String unit, @Nullable Budget budget) {
    this(name, span, sample, unit, budget, null);
  }

  /** Which rows a test set has. */
  public sealed interface Span {}

  /**
   * Always the same days, both inclusive.
   *
   * @param at tag of the dataset, or number of the log entries to see: rows that came later are not
   *     judged on; null: all of the recipe's
   */
  public record Fixed(LocalDate from, LocalDate to, @Nullable String at) implements Span {
    public Fixed {
      if (to.isBefore(from)) {
        throw new IllegalArgumentException("to is before from: " + from + " … " + to);
      }
    }

    /** Of the rows that the recipe sees. */
    public Fixed(LocalDate from, LocalDate to) {
      this(from, to, null);
    }
  }

  /** Where in the dataset's log the set stands; null: where the recipe does. */
  public @Nullable String at() {
    return span instanceof Fixed fixed ? fixed.at() : null;
  }

  /** The last complete days of each night. */
  public record Recent(dev.nightjar.dataset.Span last) implements Span {}

  /** So many nights with error at most epsilon, but for a chance of delta. */
  public record Budget(int nights, double epsilon, double delta) {
    public Budget {
      if (nights < 1) {
        throw new IllegalArgumentException("a budget is for at least one night, not " + nights);
      }
      share("epsilon", epsilon);
      share("delta", delta);
    }

    private static void share(String name, double value) {
      if (!(value > 0 && value < 1)) {
        throw new IllegalArgumentException(
            name + " lies between 0 and 1, such as 0.02, but found: " + value);
      }
    }
  }
}
