package dev.nightjar.jobs.tribuo;

import dev.nightjar.model.Trainer;
import java.util.List;

/** Every trainer of this package, for the composition root. */
public final class TribuoTrainers {

  private TribuoTrainers() {}

  /** The trainers, the ones to begin with first. */
  public static List<Trainer> all() {
    return List.of(
        new XgboostTrainer(),
        new LogisticTrainer(),
        new RandomForestTrainer(),
        new CartTrainer(),
        new LinearSgdTrainer(),
        new MajorityTrainer());
  }
}
