package dev.nightjar.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** From which score on a row counts as positive. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Threshold.Fixed.class, name = "fixed"),
  @JsonSubTypes.Type(value = Threshold.Maximise.class, name = "maximise")
})
public sealed interface Threshold {

  /** That number, strictly between 0 and 1. */
  record Fixed(double value) implements Threshold {
    public Fixed {
      if (!(value > 0 && value < 1)) {
        throw new IllegalArgumentException("a threshold lies between 0 and 1, not " + value);
      }
    }
  }

  /** The score that maximises the metric ({@code f1} or {@code accuracy}) on the dev rows. */
  record Maximise(String metric) implements Threshold {}
}
