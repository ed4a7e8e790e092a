package dev.nightjar.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.nightjar.text.Nearest;
import java.util.List;

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
  record Maximise(String metric) implements Threshold {

    /** What can be maximised. */
    public static final List<String> METRICS = List.of("accuracy", "f1");

    /** Throws {@link IllegalArgumentException} for a metric that is not in {@link #METRICS}. */
    public Maximise {
      if (!METRICS.contains(metric)) {
        throw new IllegalArgumentException(
            "a threshold can maximise "
                + String.join(" or ", METRICS)
                + ", not "
                + metric
                + Nearest.hint(metric, METRICS));
      }
    }
  }
}
