package dev.nightjar.probe;

import dev.nightjar.text.Figures;

/**
 * The score goes one way or stays: the other way it goes by the tolerance at most.
 *
 * @param up whether up
 */
public record Moves(boolean up, double tolerance) implements Claim {

  public Moves {
    check(tolerance);
  }

  static void check(double tolerance) {
    if (!(tolerance >= 0 && tolerance < 1)) {
      throw new IllegalArgumentException(
          "a tolerance is from 0 to below 1, found " + Figures.plain(tolerance));
    }
  }

  @Override
  public boolean holds(double before, double after, double threshold) {
    return up ? after >= before - tolerance : after <= before + tolerance;
  }

  @Override
  public boolean compares() {
    return true;
  }

  @Override
  public String words() {
    return "a score that is no %s%s"
        .formatted(
            up ? "lower" : "higher",
            tolerance == 0 ? "" : " by more than " + Figures.plain(tolerance));
  }
}
