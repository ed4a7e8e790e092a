package dev.nightjar.jobs;

import dev.nightjar.lineage.BisectSearch.By;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How often a bisection names the day whose labels are flipped, and how often it names a day though
 * nothing is wrong. Arguments: worlds (20), the seed before the first of them (0), trainer
 * (logistic).
 */
public final class BisectStudy {

  private BisectStudy() {}

  /** What came of one way to search. */
  private static final class Tally {
    private int right;
    private int wrong;
    private int alarms;
  }

  public static void main(String[] args) throws IOException {
    int worlds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    int offset = args.length > 1 ? Integer.parseInt(args[1]) : 0;
    String trainer = args.length > 2 ? args[2] : "logistic";
    Map<By, Tally> tallies = new EnumMap<>(By.class);
    for (int seed = offset + 1; seed <= offset + worlds; seed++) {
      int poisoned = PoisonedDays.DAYS - PoisonedDays.SUSPECTS + seed % PoisonedDays.SUSPECTS;
      String day = PoisonedDays.day(poisoned);
      for (Map.Entry<By, List<String>> named : search(seed, poisoned, trainer).entrySet()) {
        Tally tally = tallies.computeIfAbsent(named.getKey(), by -> new Tally());
        tally.right += named.getValue().equals(List.of(day)) ? 1 : 0;
        tally.wrong += named.getValue().stream().allMatch(day::equals) ? 0 : 1;
      }
      for (Map.Entry<By, List<String>> named : search(seed, -1, trainer).entrySet()) {
        Tally tally = tallies.computeIfAbsent(named.getKey(), by -> new Tally());
        tally.alarms += named.getValue().isEmpty() ? 0 : 1;
      }
    }
    tallies.forEach(
        (by, t) ->
            System.out.printf(
                "%s, %s: named the flipped day alone %d of %d, another day %d; on clean days named one %d of %d%n",
                trainer, by, t.right, worlds, t.wrong, t.alarms, worlds));
  }

  private static Map<By, List<String>> search(long seed, int poisoned, String trainer)
      throws IOException {
    Path dir = Files.createTempDirectory("bisect-study");
    Map<By, List<String>> named = new EnumMap<>(By.class);
    try (PoisonedDays days = new PoisonedDays(dir, seed, poisoned, trainer)) {
      for (By by : By.values()) {
        named.put(by, days.search(by));
      }
    } finally {
      Folders.delete(dir);
    }
    return named;
  }
}
