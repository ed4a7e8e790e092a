package dev.nightjar.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a person probably meant. */
public final class Nearest {

  private Nearest() {}

  /**
   * The valid name nearest to {@code name} by edits of one character, a swap of neighbours being
   * one edit; empty when none is within a third of the name's length (at least two edits are
   * allowed). Of equally near ones the first in order of characters.
   */
  public static Optional<String> of(String name, Collection<String> valid) {
    int limit = Math.max(2, name.length() / 3);
    String wanted = name.toLowerCase(Locale.ROOT);
    return valid.stream()
        .filter(v -> distance(wanted, v.toLowerCase(Locale.ROOT)) <= limit)
        .min(
            Comparator.<String>comparingInt(v -> distance(wanted, v.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** {@code "; did you mean X?"}, or nothing when no name is near. */
  public static String hint(String name, Collection<String> valid) {
    return of(name, valid).map(v -> "; did you mean " + v + "?").orElse("");
  }

  // Optimal string alignment: Levenshtein plus swaps of neighbours.
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best = Math.min(best, d[i - 2][j - 2] + 1);
        }
        d[i][j] = best;
      }
    }
    return d[a.length()][b.length()];
  }
}
