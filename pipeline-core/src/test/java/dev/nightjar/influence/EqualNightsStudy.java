package dev.nightjar.influence;

import java.util.Map;

/**
 * How often {@code improves: {by: 0}} at 95 % promotes a model that is equal, for every metric of
 * several classes, of sets of labels, of numbers, and of two classes with weights. Exits with 1
 * when one of them does more often than it may. Arguments: nights (10,000), rows (500), seed (1).
 */
final class EqualNightsStudy {

  private static final double MOST = 0.06;

  /** What is predicted. */
  private interface Task {
    Map<String, Double> promoted(EqualSets sets, int nights, long seed);
  }

  private EqualNightsStudy() {}

  public static void main(String[] arguments) {
    int nights = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    int rows = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
    long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
    System.out.printf("%,d nights each, %,d rows; least and most of all metrics%n", nights, rows);
    boolean sound = true;
    Task[] tasks = {
      EqualNights::ofClasses,
      EqualNights::ofLabels,
      EqualNights::ofNumbers,
      EqualNights::ofTwoClasses
    };
    String[] names = {"classes", "labels", "numbers", "two classes"};
    for (int i = 0; i < tasks.length; i++) {
      for (boolean weighted : new boolean[] {false, true}) {
        for (int unit : new int[] {0, 20}) {
          Map<String, Double> shares =
              tasks[i].promoted(new EqualSets(rows, unit, weighted), nights, seed);
          sound &= line(names[i], unit, weighted, shares);
        }
      }
    }
    if (!sound) {
      System.out.println("equal models are promoted more often than they may be");
      System.exit(1);
    }
  }

  private static boolean line(String task, int unit, boolean weighted, Map<String, Double> shares) {
    Map.Entry<String, Double> least =
        shares.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
    Map.Entry<String, Double> most =
        shares.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    System.out.printf(
        "%-12s %-12s %-9s %5.2f %% (%s) to %5.2f %% (%s)%n",
        task,
        unit == 0 ? "independent" : "units of " + unit,
        weighted ? "weighted" : "",
        100 * least.getValue(),
        least.getKey(),
        100 * most.getValue(),
        most.getKey());
    return most.getValue() <= MOST;
  }
}
