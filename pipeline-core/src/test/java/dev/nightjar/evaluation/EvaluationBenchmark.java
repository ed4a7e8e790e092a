package dev.nightjar.evaluation;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A program that prints what evaluation costs in CPU time against plain passes over the scores.
 * Arguments: rows (1000000), rounds (5).
 */
final class EvaluationBenchmark {

  private static final int MODELS = 3;

  // Of this thread alone, so that a busy machine does not count.
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private EvaluationBenchmark() {}

  public static void main(String[] args) {
    int rows = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    Sets big = models(new Sets(rows, 1));
    for (int spec = 0; spec < 5; spec++) {
      big.slices("column" + spec, 10);
    }
    report("big: " + rows + " rows × 3 models × 50 slices", List.of(big.named("big")), rounds);
    ScoredSet night =
        models(new Sets(15_000, 2))
            .slices("carrier", 13)
            .slices("origin", 2)
            .slices("weekday", 7)
            .slices("hour", 18)
            .named("night");
    report("night: 2 sets × 15000 rows × 3 models × 40 slices", List.of(night, night), rounds);
    ScoredSet days =
        models(new Sets(15_000, 2))
            .slices("carrier", 20)
            .slices("hour", 20)
            .units(1072)
            .named("days");
    report("the same in 14 units", List.of(days, days), rounds);
  }

  private static Sets models(Sets sets) {
    return sets.model("candidate", 0.3).model("champion", 0.32).model("baseline", 0.6);
  }

  private static void report(String title, List<ScoredSet> sets, int rounds) {
    double best = Double.MAX_VALUE;
    double first = 0;
    for (int round = 0; round < rounds; round++) {
      long start = THREADS.getCurrentThreadCpuTime();
      Results results = Evaluator.evaluate(sets, Settings.of(0.95, round));
      double took = THREADS.getCurrentThreadCpuTime() - start;
      first = round == 0 ? took : first;
      best = Math.min(best, took);
      if (results.measures().isEmpty()) {
        throw new IllegalStateException("nothing was measured");
      }
    }
    double plain = plainPass(sets.get(0));
    double perModel = best / sets.size() / sets.get(0).labels().length / MODELS;
    double perScope = perModel / (1 + sets.get(0).slices().size());
    System.out.printf(
        Locale.ROOT,
        "%s: CPU first %.0f ms, best %.0f ms%n"
            + "  one plain pass           %8.2f ns per row and model%n"
            + "  evaluation               %8.2f ns per row and model: %.1f × a plain pass%n"
            + "  evaluation               %8.2f ns per row, model and slice: %.1f × a plain pass%n",
        title,
        first / 1e6,
        best / 1e6,
        plain,
        perModel,
        perModel / plain,
        perScope,
        perScope / plain);
  }

  /** The best time of adding up the scores of the positives, in nanoseconds per row and model. */
  static double plainPass(ScoredSet set) {
    double best = Double.MAX_VALUE;
    double sum = 0;
    for (int round = 0; round < 50; round++) {
      long start = THREADS.getCurrentThreadCpuTime();
      for (ScoredSet.Scored model : set.models().values()) {
        double[] scores = Objects.requireNonNull(model).scores();
        for (int i = 0; i < scores.length; i++) {
          sum += set.labels()[i] * scores[i];
        }
      }
      double took = THREADS.getCurrentThreadCpuTime() - start;
      best = Math.min(best, took);
    }
    if (sum == 0) {
      throw new IllegalStateException("nothing was added");
    }
    return best / set.labels().length / MODELS;
  }
}
