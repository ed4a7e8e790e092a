package dev.nightjar.statistics;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * A program that prints what DeLong's areas and covariances cost in CPU time against sorting the
 * same scores. Arguments: rows (10000000), rounds (5).
 */
final class DeLongBenchmark {

  // Of this thread alone, so that a busy machine does not count.
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private DeLongBenchmark() {}

  public static void main(String[] args) {
    int rows = args.length > 0 ? Integer.parseInt(args[0]) : 10_000_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    SplittableRandom random = new SplittableRandom(1);
    byte[] labels = new byte[rows];
    double[] candidate = new double[rows];
    double[] champion = new double[rows];
    for (int i = 0; i < rows; i++) {
      double truth = random.nextDouble();
      labels[i] = (byte) (random.nextDouble() < truth ? 1 : 0);
      candidate[i] = truth + 0.3 * (random.nextDouble() - 0.5);
      champion[i] = truth + 0.4 * (random.nextDouble() - 0.5);
    }
    double sort = Math.min(sort(candidate, rounds), sort(champion, rounds));
    double one = best(rounds, () -> DeLong.of(labels, candidate).area(0, 0.95).low());
    double two =
        best(rounds, () -> DeLong.of(labels, candidate, champion).difference(0, 1, 0.95).low());
    System.out.printf(
        Locale.ROOT,
        "%d scores, best CPU of %d rounds:%n"
            + "  sorting them                              %6.0f ms%n"
            + "  area of one model with its interval       %6.0f ms: %.2f × the sort%n"
            + "  difference of two models, with interval   %6.0f ms: %.2f × the two sorts%n",
        rows,
        rounds,
        sort / 1e6,
        one / 1e6,
        one / sort,
        two / 1e6,
        two / (2 * sort));
  }

  private static double sort(double[] scores, int rounds) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < rounds; round++) {
      double[] copy = scores.clone();
      long start = THREADS.getCurrentThreadCpuTime();
      Arrays.sort(copy);
      double took = THREADS.getCurrentThreadCpuTime() - start;
      best = Math.min(best, took);
    }
    return best;
  }

  private static double best(int rounds, Supplier<Double> work) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < rounds; round++) {
      long start = THREADS.getCurrentThreadCpuTime();
      if (work.get().isNaN()) {
        throw new IllegalStateException("no interval");
      }
      double took = THREADS.getCurrentThreadCpuTime() - start;
      best = Math.min(best, took);
    }
    return best;
  }
}
