package dev.nightjar.jobs.config;

import dev.nightjar.dataset.Expression;
import java.util.List;
import java.util.function.Consumer;

/**
 * What cost matrices of a file of gates may say.
 *
 * @param labels what they are about
 * @param amount throws {@link dev.nightjar.dataset.DataException} for what is no number of the rows
 *     at hand
 */
public record CostWords(Labels labels, Consumer<Expression> amount) {

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
