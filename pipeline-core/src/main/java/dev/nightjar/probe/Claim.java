package dev.nightjar.probe;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What must hold of the score of a row. Source: Ribeiro et al., "Beyond accuracy: behavioral
 * testing of NLP models with CheckList", ACL (2020): minimum functionality, invariance and
 * directional expectations.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Decides.class, name = "decides"),
  @JsonSubTypes.Type(value = Scores.class, name = "scores"),
  @JsonSubTypes.Type(value = Stays.class, name = "stays"),
  @JsonSubTypes.Type(value = Moves.class, name = "moves")
})
public sealed interface Claim permits Decides, Scores, Stays, Moves {

  /**
   * Whether a row keeps to it.
   *
   * @param before the score of the row as it is
   * @param after the score of the row with what is set in it; the same when nothing is
   * @param threshold of the model: a score that is not below it is positive
   */
  boolean holds(double before, double after, double threshold);

  /** Whether it is about what a change does, so that there is nothing to it without one. */
  boolean compares();

  /** What it asks for, for people: {@code a positive decision}. */
  String words();
}
