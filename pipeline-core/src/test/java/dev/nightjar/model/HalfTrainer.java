package dev.nightjar.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** A fake: every row scores a half. */
final class HalfTrainer implements Trainer {

  @Override
  public String name() {
    return "half";
  }

  @Override
  public String summary() {
    return "says a half";
  }

  @Override
  public Map<String, Object> defaults() {
    Map<String, Object> defaults = new LinkedHashMap<>();
    defaults.put("depth", 6);
    defaults.put("rate", 0.3);
    defaults.put("shape", "round");
    defaults.put("deep", true);
    return defaults;
  }

  @Override
  public boolean wantsStandardised() {
    return false;
  }

  @Override
  public void validate(TrainingSpec spec) {
    Parameters.of(this, spec);
  }

  @Override
  public byte[] train(Matrix rows, byte[] labels, TrainingSpec spec, Progress progress) {
    return new byte[0];
  }

  @Override
  public Scorer load(byte[] artifact) {
    return rows -> {
      double[] scores = new double[rows.rows()];
      Arrays.fill(scores, 0.5);
      return scores;
    };
  }
}
