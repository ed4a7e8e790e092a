package dev.nightjar.evaluation;

/** A number of each model for each row. Computed when it is asked for: it is asked once a slice. */
@FunctionalInterface
interface Losses {
  double of(int model, int row);
}
