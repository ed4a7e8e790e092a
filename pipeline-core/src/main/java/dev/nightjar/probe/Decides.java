package dev.nightjar.probe;

/** The decision that a row must have, whatever its label. */
public record Decides(boolean positive) implements Claim {

  @Override
  public boolean holds(double before, double after, double threshold) {
    return (after >= threshold) == positive;
  }

  @Override
  public boolean compares() {
    return false;
  }

  @Override
  public String words() {
    return "a " + (positive ? "positive" : "negative") + " decision";
  }
}
