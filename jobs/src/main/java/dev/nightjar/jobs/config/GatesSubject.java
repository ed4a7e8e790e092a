package dev.nightjar.jobs.config;

import dev.nightjar.dataset.Expression;
import dev.nightjar.evaluation.SliceSpec;
import java.util.List;
import java.util.function.Consumer;

/**
 * The rows that a file of gates is about.
 *
 * @param labels what cost matrices may be about
 * @param amount throws {@link dev.nightjar.dataset.DataException} for what is no number of the rows
 * @param columns those that say neither what happened nor what models made of it: slices may name
 *     them
 * @param weighted whether rows have weights
 */
public record GatesSubject(
    Labels labels, Consumer<Expression> amount, List<SliceSpec> columns, boolean weighted) {

  public GatesSubject {
    columns = List.copyOf(columns);
  }

  /** What labels are. */
  public sealed interface Labels {}

  /** Of two classes. */
  public record Two() implements Labels {}

  /**
   * Of several.
   *
   * @param names of all of them
   */
  public record Several(List<String> names) implements Labels {
    public Several {
      names = List.copyOf(names);
    }
  }

  /**
   * Nothing that a decision could be right or wrong about.
   *
   * @param what they are, such as {@code numbers}
   */
  public record Other(String what) implements Labels {}
}
