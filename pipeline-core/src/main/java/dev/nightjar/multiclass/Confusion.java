package dev.nightjar.multiclass;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How often models call rows of one class another, on one test set.
 *
 * @param testSet its name
 * @param classes their names, in order
 * @param cells those in which any model has a row, by class and then by called class; where there
 *     are more than {@link #MOST}, those with most rows
 * @param omitted how many more there are
 */
public record Confusion(String testSet, List<String> classes, List<Cell> cells, long omitted) {

  /** Of a hundred classes these are all. */
  public static final int MOST = 10_000;

  /**
   * A class and what its rows are called.
   *
   * @param models by role, in the order in which they are judged
   */
  public record Cell(String actual, String called, Map<String, Count> models) {

    public Cell {
      models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
    }

    private long most() {
      return models.values().stream().mapToLong(Count::rows).max().orElse(0);
    }
  }

  /**
   * What one model has there.
   *
   * @param rows how many
   * @param share of the weight of the class's rows, which is their number where they have none; NaN
   *     where that is 0
   */
  public record Count(long rows, double share) {}

  public Confusion {
    classes = List.copyOf(classes);
    cells = List.copyOf(cells);
  }

  /** Of all rows of a set. */
  public static Confusion of(ClassSet set) {
    int k = set.classes().size();
    Map<String, Tally> tallies = new LinkedHashMap<>();
    set.roles().forEach(role -> tallies.put(role, Tally.of(set, set.said(role).classes())));
    double[] weight = new double[k];
    for (int row = 0; row < set.size(); row++) {
      weight[set.actual()[row]] += set.weight(row);
    }
    List<Cell> cells = new ArrayList<>();
    for (int at = 0; at < k * k; at++) {
      int place = at;
      if (tallies.values().stream().anyMatch(t -> t.rows[place] > 0)) {
        Map<String, Count> models = new LinkedHashMap<>();
        tallies.forEach(
            (role, t) ->
                models.put(role, new Count(t.rows[place], t.weight[place] / weight[place / k])));
        cells.add(new Cell(set.classes().get(at / k), set.classes().get(at % k), models));
      }
    }
    return new Confusion(
        set.name(), set.classes(), commonest(cells), Math.max(0, cells.size() - MOST));
  }

  private static List<Cell> commonest(List<Cell> cells) {
    if (cells.size() <= MOST) {
      return cells;
    }
    return IntStream.range(0, cells.size())
        .boxed()
        .sorted(Comparator.comparing(at -> -cells.get(at).most()))
        .limit(MOST)
        .sorted()
        .map(cells::get)
        .toList();
  }

  /** By class times their number plus called class. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Tally(long[] rows, double[] weight) {

    static Tally of(ClassSet set, int[] said) {
      int k = set.classes().size();
      Tally tally = new Tally(new long[k * k], new double[k * k]);
      for (int row = 0; row < said.length; row++) {
        int at = set.actual()[row] * k + said[row];
        tally.rows[at]++;
        tally.weight[at] += set.weight(row);
      }
      return tally;
    }
  }
}
