package dev.nightjar.probe;

import dev.nightjar.text.Figures;

/** The range that the score of a row must be in, both ends included. */
public record Scores(double low, double high) implements Claim {

  public Scores {
    if (!(low >= 0 && low <= high && high <= 1)) {
      throw new IllegalArgumentException(
          "scores are from 0 to 1, the lower one first: "
              + Figures.plain(low)
              + ".."
              + Figures.plain(high));
    }
  }

  @Override
  public boolean holds(double before, double after, double threshold) {
    return after >= low && after <= high;
  }

  @Override
  public boolean compares() {
    return false;
  }

  @Override
  public String words() {
    return "a score from " + Figures.plain(low) + " to " + Figures.plain(high);
  }
}
