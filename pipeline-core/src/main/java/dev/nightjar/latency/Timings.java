package dev.nightjar.latency;

import java.util.List;

/**
 * How long models took for rows, one at a time.
 *
 * @param testSet whose rows they were
 * @param rows how many different ones
 * @param models at least one; every one has as many rounds, and those as many calls: call i of a
 *     round was of the same row
 */
public record Timings(String testSet, int rows, List<Times> models) {

  /**
   * What one model took.
   *
   * @param role such as {@code candidate}
   * @param nanos nanoseconds by round and call
   */
  public record Times(String role, List<List<Long>> nanos) {
    public Times {
      nanos = List.copyOf(nanos);
    }
  }

  public Timings {
    models = List.copyOf(models);
    if (models.stream().map(Timings::shape).distinct().count() != 1) {
      throw new IllegalArgumentException("every model has as many rounds and calls as the others");
    }
  }

  private static List<Integer> shape(Times times) {
    return times.nanos().stream().map(List::size).toList();
  }

  /** How many rounds there were. */
  public int rounds() {
    return models.get(0).nanos().size();
  }

  /** How many calls each model had. */
  public long calls() {
    return models.get(0).nanos().stream().mapToLong(List::size).sum();
  }
}
