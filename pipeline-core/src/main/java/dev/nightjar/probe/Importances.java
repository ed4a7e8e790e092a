package dev.nightjar.probe;

import dev.nightjar.store.Digest;
import java.util.Comparator;
import java.util.List;

/**
 * What the scores of the candidate rest on: how much greater its mean loss is when the values of a
 * column change places among the rows.
 *
 * @param testSet the set that the rows are of
 * @param metric of the loss, such as {@code brier}
 * @param loss its mean on these rows as they are
 * @param rows how many there are
 * @param of how many rows the set has
 * @param unit what rows are grouped by; empty: they are independent
 * @param predictions digest of the Parquet file of the scores
 * @param columns those that the candidate reads, the one that matters most first
 * @param unread features that it does not read
 */
public record Importances(
    String testSet,
    String metric,
    double loss,
    long rows,
    long of,
    String unit,
    Digest predictions,
    List<Importance> columns,
    List<String> unread) {

  public Importances {
    columns =
        columns.stream()
            .sorted(
                Comparator.comparingDouble((Importance i) -> -i.increase())
                    .thenComparing(Importance::column))
            .toList();
    unread = List.copyOf(unread);
  }

  /**
   * Of one column.
   *
   * @param increase of the mean loss, with its interval; each column by itself
   * @param moved share of the rows whose score is another
   */
  public record Importance(String column, double increase, double low, double high, double moved) {}
}
