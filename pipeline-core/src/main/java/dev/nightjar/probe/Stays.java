package dev.nightjar.probe;

import dev.nightjar.text.Figures;

/** The score stays where it was: it moves by the tolerance at most, whichever way. */
public record Stays(double tolerance) implements Claim {

  public Stays {
    Moves.check(tolerance);
  }

  @Override
  public boolean holds(double before, double after, double threshold) {
    return Math.abs(after - before) <= tolerance;
  }

  @Override
  public boolean compares() {
    return true;
  }

  @Override
  public String words() {
    return tolerance == 0 ? "the same score" : "the same score within " + Figures.plain(tolerance);
  }
}
