package dev.nightjar.jobs.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What nights a world leads to, with a plain linear model and the gates of {@code demo.yaml}: the
 * program that the world was tuned with. Arguments: {@code drifting} or {@code calm}, the first
 * seed, the number of seeds, and {@code loud} for the figures of each night.
 */
public final class WorldStudy {

  private static final int WINDOW = 45;
  private static final int RECENT = 14;
  private static final int FIXED = 21;
  private static final int FIRST_NIGHT = 107;
  private static final double BY = 0.005;
  private static final double MARGIN = 0.02;
  private static final double DEPOT_MARGIN = 0.05;

  private final WorldOptions options;
  private final List<List<Delivery>> days = new ArrayList<>();
  private final StringBuilder figures = new StringBuilder();

  private WorldStudy(WorldOptions options) {
    this.options = options;
    World world = new World(options);
    for (int day = 0; day < options.days(); day++) {
      days.add(world.day(day));
    }
  }

  public static void main(String[] args) {
    boolean calm = args[0].equals("calm");
    long from = Long.parseLong(args[1]);
    int surprises = 0;
    int seeds = Integer.parseInt(args[2]);
    for (long seed = from; seed < from + seeds; seed++) {
      WorldStudy study =
          new WorldStudy(calm ? WorldOptions.calm(seed) : WorldOptions.drifting(seed));
      String nights = study.nights();
      System.out.print(args.length > 3 ? study.figures : "");
      System.out.println(seed + " " + nights);
      surprises += isAsWished(calm, nights) ? 0 : 1;
    }
    System.out.println("not as wished: " + surprises);
  }

  /** The nights: First, Promote, Reject, Inconclusive, Blocked. */
  static String nights(WorldOptions options) {
    return new WorldStudy(options).nights();
  }

  static boolean isAsWished(boolean calm, String nights) {
    return calm
        ? !nights.contains("P")
        : nights.contains("P") && nights.contains("R") && nights.contains("I");
  }

  private String nights() {
    StringBuilder out = new StringBuilder("F");
    LinearModel champion = model(FIRST_NIGHT);
    for (int night = FIRST_NIGHT + 1; night <= options.days(); night++) {
      if (night - 1 == options.broken()) {
        out.append('B');
        continue;
      }
      LinearModel candidate = model(night);
      char verdict = verdict(night, candidate, champion);
      out.append(verdict);
      champion = verdict == 'P' ? candidate : champion;
    }
    return out.toString();
  }

  private char verdict(int night, LinearModel candidate, LinearModel champion) {
    List<Delivery> recent = rows(night - RECENT, night);
    PairedAuc gain = compare(candidate, champion, recent, r -> true);
    PairedAuc kept = compare(candidate, champion, rows(0, FIXED), r -> true);
    boolean failed = gain.high() <= BY || kept.high() < -MARGIN;
    boolean passed = gain.low() > BY && kept.low() >= -MARGIN;
    for (String depot : List.of("North", "South", "East", "West")) {
      PairedAuc there = compare(candidate, champion, recent, r -> depot.equals(r.trip().depot()));
      failed |= there.high() < -DEPOT_MARGIN;
      passed &= there.low() >= -DEPOT_MARGIN;
    }
    figures.append(String.format(Locale.ROOT, "%d recent %s fixed %s%n", night, gain, kept));
    return failed ? 'R' : passed ? 'P' : 'I';
  }

  private LinearModel model(int night) {
    return new LinearModel(rows(night - RECENT - WINDOW, night - RECENT));
  }

  // The broken day was retracted.
  private List<Delivery> rows(int from, int to) {
    List<Delivery> rows = new ArrayList<>();
    for (int day = from; day < to; day++) {
      if (day != options.broken()) {
        rows.addAll(days.get(day));
      }
    }
    return rows;
  }

  private static PairedAuc compare(
      LinearModel a, LinearModel b, List<Delivery> all, Predicate<Delivery> which) {
    List<Delivery> rows = all.stream().filter(which).toList();
    boolean[] late = new boolean[rows.size()];
    for (int i = 0; i < late.length; i++) {
      late[i] = LinearModel.late(rows.get(i));
    }
    return PairedAuc.of(
        rows.stream().mapToDouble(a::score).toArray(),
        rows.stream().mapToDouble(b::score).toArray(),
        late);
  }
}
