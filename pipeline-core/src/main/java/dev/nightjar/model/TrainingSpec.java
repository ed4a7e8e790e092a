package dev.nightjar.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What to train.
 *
 * @param trainer a name in {@code Trainers}
 * @param parameters numbers, texts and booleans, by name; what is left out has its default
 * @param seed of every random choice
 * @param threshold how the operating point is chosen
 */
public record TrainingSpec(
    String trainer, Map<String, Object> parameters, long seed, Threshold threshold) {

  public TrainingSpec {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }
}
