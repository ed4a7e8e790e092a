package dev.nightjar.jobs;

import dev.nightjar.lineage.BisectSearch.By;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How often a bisection names the day whose labels are flipped, and how often it names a day though
 * nothing is wrong. Arguments: seeds (20), trainer (logistic).
 */
public final class BisectStudy {

  private BisectStudy() {}

  public static void main(String[] args) throws IOException {
    int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    String trainer = args.length > 1 ? args[1] : "logistic";
    for (By by : By.values()) {
      int right = 0;
      int wrong = 0;
      int alarms = 0;
      for (int seed = 1; seed <= seeds; seed++) {
        int poisoned = PoisonedDays.DAYS - PoisonedDays.SUSPECTS + seed % PoisonedDays.SUSPECTS;
        List<String> named = search(seed, poisoned, trainer, by);
        right += named.equals(List.of(PoisonedDays.day(poisoned))) ? 1 : 0;
        wrong += named.isEmpty() || named.contains(PoisonedDays.day(poisoned)) ? 0 : 1;
        alarms += search(seed, -1, trainer, by).isEmpty() ? 0 : 1;
      }
      System.out.printf(
          "%s, %s: named the flipped day alone %d of %d, another day %d; on clean days named one %d of %d%n",
          trainer, by, right, seeds, wrong, alarms, seeds);
    }
  }

  private static List<String> search(long seed, int poisoned, String trainer, By by)
      throws IOException {
    Path dir = Files.createTempDirectory("bisect-study");
    try (PoisonedDays days = new PoisonedDays(dir, seed, poisoned, trainer)) {
      return days.search(by);
    } finally {
      Folders.delete(dir);
    }
  }
}
