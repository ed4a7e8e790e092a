package dev.nightjar.gate;

import dev.nightjar.statistics.Estimate;
import dev.nightjar.statistics.McNemar;
import dev.nightjar.statistics.Tango;
import java.util.SplittableRandom;

/**
 * How often a gate {@code improves: {metric: accuracy, by: 0}} at 95 % promotes a model that is
 * equal, and one that is better: over nights that are drawn and not run. Exits with 1 when equal
 * models are promoted more or less often than they may be. Arguments: nights (10,000), seed (1).
 */
final class GateStudy {

  private static final Gate GATE = new Gate.Improves("accuracy", "champion", 0, "recent", null, 0);
  private static final double ALPHA = 0.05;
  private static final int ROWS = 1000;
  private static final double DISAGREEMENT = 0.1;
  private static final int DAYS = 50;

  private final int nights;
  private final SplittableRandom random;

  private GateStudy(int nights, long seed) {
    this.nights = nights;
    this.random = new SplittableRandom(seed);
  }

  public static void main(String[] arguments) {
    int nights = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    GateStudy study = new GateStudy(nights, seed);
    System.out.printf("%,d nights each, %,d rows, models that disagree on 10 %%%n", nights, ROWS);
    System.out.println("true gain  rows          point   gate    exact McNemar");
    boolean sound = true;
    for (int points = 0; points <= 3; points++) {
      sound &= study.line(points, "independent", study::independent);
    }
    sound &= study.line(0, "50 days", study::clustered);
    if (!sound) {
      System.out.println("equal models are promoted on another share of nights than they may be");
      System.exit(1);
    }
  }

  /** What a night saw: rows that only one of the models decided rightly. */
  private record Seen(long better, long worse, Estimate difference) {}

  private interface Draw {
    Seen night(double gain);
  }

  private boolean line(int points, String rows, Draw draw) {
    int greater = 0;
    int passed = 0;
    int exact = 0;
    for (int i = 0; i < nights; i++) {
      Seen seen = draw.night(points / 100.0);
      greater += seen.better() > seen.worse() ? 1 : 0;
      GateResult.Outcome outcome =
          Gates.outcome(GATE, seen.difference().low(), seen.difference().high());
      passed += outcome == GateResult.Outcome.PASSED ? 1 : 0;
      exact += new McNemar(seen.worse(), seen.better()).secondBetter() <= ALPHA ? 1 : 0;
    }
    double share = passed / (double) nights;
    System.out.printf(
        "%+d points  %-11s  %5.1f %%  %5.2f %%  %5.2f %%%n",
        points, rows, 100.0 * greater / nights, 100 * share, 100.0 * exact / nights);
    return points > 0 || (share >= ALPHA / 2 && share <= ALPHA + 0.005);
  }

  private Seen independent(double gain) {
    long better = 0;
    long worse = 0;
    for (int row = 0; row < ROWS; row++) {
      double u = random.nextDouble();
      if (u < DISAGREEMENT) {
        boolean gained = u < (DISAGREEMENT + gain) / 2;
        better += gained ? 1 : 0;
        worse += gained ? 0 : 1;
      }
    }
    return new Seen(better, worse, Tango.difference(ROWS, better, worse, 1 - ALPHA));
  }

  /** Rows of a day share how well the models do on it. */
  private Seen clustered(double gain) {
    double[] better = new double[DAYS];
    double[] worse = new double[DAYS];
    double[] rows = new double[DAYS];
    double betterSum = 0;
    double worseSum = 0;
    for (int day = 0; day < DAYS; day++) {
      double shift = gain + DISAGREEMENT * (random.nextDouble() - 0.5);
      rows[day] = (double) ROWS / DAYS;
      for (int row = 0; row < ROWS / DAYS; row++) {
        double u = random.nextDouble();
        if (u < DISAGREEMENT) {
          boolean gained = u < (DISAGREEMENT + shift) / 2;
          better[day] += gained ? 1 : 0;
          worse[day] += gained ? 0 : 1;
        }
      }
      betterSum += better[day];
      worseSum += worse[day];
    }
    Estimate difference = Tango.clustered(better, worse, rows, 1 - ALPHA);
    return new Seen((long) betterSum, (long) worseSum, difference);
  }
}
