package dev.nightjar.latency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Times models row by row, in turn: each row is asked of all of them, and with every row another
 * one is asked first, so that whatever else the machine does meets all alike. Before it the same is
 * done untimed for a while. Rounds of {@value #CALLS} rows; {@value #ROUNDS} of them, or fewer when
 * the time is over, though never fewer than {@value #FEWEST}.
 */
public final class Stopwatch {

  static final int CALLS = 50;
  static final int ROUNDS = 40;
  static final int FEWEST = 10;

  private static final int WARM_UP = 20;
  private static final long WARM_UP_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long NANOS = Duration.ofSeconds(10).toNanos();

  private final LongSupplier nanoTime;

  /**
   * A stopwatch.
   *
   * @param nanoTime as {@link System#nanoTime}
   */
  public Stopwatch(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Asks a model about one row. */
  @FunctionalInterface
  public interface Call {

    /** From 0 to below the number of rows. */
    void of(int row);
  }

  /**
   * Times them.
   *
   * @param rows at least one; they come again when they are over
   * @param calls of the models by role, at least one
   */
  public Timings time(String testSet, int rows, Map<String, Call> calls) {
    List<Call> models = List.copyOf(calls.values());
    long begun = nanoTime.getAsLong();
    for (int i = 0; i < WARM_UP && nanoTime.getAsLong() - begun < WARM_UP_NANOS; i++) {
      round(i, rows, models);
    }
    List<List<List<Long>>> rounds = new ArrayList<>();
    long start = nanoTime.getAsLong();
    for (int i = 0; i < ROUNDS && (i < FEWEST || nanoTime.getAsLong() - start < NANOS); i++) {
      rounds.add(round(i, rows, models));
    }
    List<Timings.Times> times = new ArrayList<>();
    for (String role : calls.keySet()) {
      int model = times.size();
      times.add(new Timings.Times(role, rounds.stream().map(r -> r.get(model)).toList()));
    }
    return new Timings(testSet, Math.min(rows, CALLS * rounds.size()), times);
  }

  /** What each model took for each row of the round. */
  private List<List<Long>> round(int number, int rows, List<Call> models) {
    List<List<Long>> took = new ArrayList<>();
    models.forEach(model -> took.add(new ArrayList<>(CALLS)));
    for (int i = 0; i < CALLS; i++) {
      int call = number * CALLS + i;
      for (int turn = 0; turn < models.size(); turn++) {
        int model = (call + turn) % models.size();
        long before = nanoTime.getAsLong();
        models.get(model).of(call % rows);
        took.get(model).add(nanoTime.getAsLong() - before);
      }
    }
    return took;
  }
}
