package dev.nightjar.schedules;

import java.util.List;

/**
 * Whether a server can do its work.
 *
 * @param ready whether all checks are well
 * @param checks what was looked at
 */
public record Health(boolean ready, List<Check> checks) {

  public Health {
    checks = List.copyOf(checks);
  }

  /** Ready when all are well. */
  public static Health of(List<Check> checks) {
    return new Health(checks.stream().allMatch(Check::ok), checks);
  }

  /**
   * One thing that was looked at.
   *
   * @param name {@code ledger}, {@code folder} or {@code running}
   * @param text what is wrong, or what there is, in a sentence
   */
  public record Check(String name, boolean ok, String text) {}
}
