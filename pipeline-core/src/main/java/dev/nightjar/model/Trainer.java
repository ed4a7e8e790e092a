package dev.nightjar.model;

import java.util.Map;

/**
 * Trains models of two classes. Same rows, parameters, seed, library, JDK and platform: the same
 * scores to the last bit.
 *
 * <p>Implementations are stateless and thread-safe.
 */
public interface Trainer {

  /** The name in the pipeline file. */
  String name();

  /** One line of help. */
  String summary();

  /** The parameters that it takes, with their defaults, in order. */
  Map<String, Object> defaults();

  /** Whether features are to be standardised and missing numbers filled in. */
  boolean wantsStandardised();

  /**
   * Throws {@link ParameterException} that names the parameter and what was expected, when the
   * parameters cannot be trained with.
   */
  void validate(TrainingSpec spec);

  /**
   * Trains.
   *
   * @param labels 0 or 1 for each row
   * @return the serialised model, for {@link #load}
   * @throws dev.nightjar.dataset.DataException when the rows cannot be trained on, as when all have
   *     one label
   */
  byte[] train(Matrix rows, byte[] labels, TrainingSpec spec, Progress progress);

  /**
   * Loads what {@link #train} returned. The caller has verified the bytes' digest.
   *
   * @throws IllegalArgumentException when the bytes are not such a model
   */
  Scorer load(byte[] artifact);

  /** Hears how far training is. */
  @FunctionalInterface
  interface Progress {
    /** {@code done} of {@code total} rounds are over. */
    void at(int done, int total);

    /** Says nothing. */
    static Progress silent() {
      return (done, total) -> {};
    }
  }
}
