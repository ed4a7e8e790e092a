package dev.nightjar.jobs.config;

import static dev.nightjar.jobs.config.Values.BOOL;
import static dev.nightjar.jobs.config.Values.NUMBER;
import static dev.nightjar.jobs.config.Values.TEXT;
import static dev.nightjar.jobs.config.Values.whole;

import dev.nightjar.jobs.config.PipelineShape.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shape of gates, in pipeline files and in files of gates. */
final class GateShape {

  private static final Shape REFERENCE = new Shape.Choice(List.of("champion", "baseline"));
  private static final Shape THAN = new Shape.Choice(List.of("champion", "baseline", "unchanged"));
  private static final String BOUNDED =
      "churn, the share of rows on which candidate and champion decide otherwise; failures of one of"
          + " cases; flips, the share of"
          + " rows on which the candidate decides otherwise when they are changed; psi(COLUMN), js, ks"
          + " or wasserstein: how far a feature, or score, the candidate's scores, is from the rows"
          + " that it was made of; or, without a test set, model_bytes, staleness, what the champion"
          + " loses in 30 days, or latency_p50 and latency_p99, milliseconds for a row by itself";
  private static final String COMPARED =
      "failures, the share of rows that fail one of cases; latency_p50 or latency_p99: what a row by"
          + " itself takes, in milliseconds";
  private static final String CONDITION =
      "as ease.ml/ci has it: n - o > 0.02 +/- 0.01 /\\ d < 0.1 +/- 0.01, of the accuracy of candidate"
          + " (n) and champion (o) and the share of rows on which they decide otherwise (d)";

  /** A list of at least one. */
  static final Shape GATES = new Shape.ListOf(any(), 1);

  private GateShape() {}

  private static Shape any() {
    Map<String, Shape> gates = alone();
    Shape one = new Shape.Tagged("gate", new LinkedHashMap<>(gates), Map.of());
    gates.put("condition", scope(new Fields().must("holds", TEXT, CONDITION)).build());
    gates.put(
        "no_regression_slices",
        new Fields()
            .may("on", TEXT, "the test set; may be left out when there is one")
            .must(
                "margin", NUMBER, "how much a slice that is found may lose of what it was found by")
            .build());
    gates.put("any_of", new Shape.ListOf(one, 2));
    return new Shape.Tagged("gate", gates, Map.of());
  }

  /** Those that may also be one of any_of. */
  private static Map<String, Shape> alone() {
    Map<String, Shape> gates = new LinkedHashMap<>();
    gates.put(
        "improves",
        metricOr(COMPARED)
            .may("over", REFERENCE, "champion if left out")
            .may("by", NUMBER, "0 if left out")
            .may("relative", BOOL, "whether by is a share of what the reference has")
            .build());
    gates.put(
        "no_worse",
        metricOr(COMPARED)
            .may(
                "than",
                THAN,
                "champion if left out; unchanged: the candidate itself on the rows as they are")
            .must("margin", NUMBER, "how much worse is still tolerated")
            .may("relative", BOOL, "whether margin is a share of what the reference has")
            .build());
    gates.put(
        "limits",
        metricOr(COMPARED)
            .may("over", REFERENCE, "champion if left out")
            .must("by", NUMBER, "a gain above it is too good to be true")
            .build());
    for (String bound : List.of("at_least", "at_most")) {
      gates.put(bound, metricOr(BOUNDED).must("value", NUMBER, "the bound").build());
    }
    gates.put(
        "precise",
        metricOr("churn, or the drift of a column, as of at_most")
            .may(
                "over",
                REFERENCE,
                "the difference from this one is meant; the candidate's value if left out")
            .must("within", NUMBER, "half the width that the interval may have")
            .build());
    return gates;
  }

  private static Fields metricOr(String measure) {
    return scope(
        under(
            new Fields()
                .may("metric", TEXT, "name of the metric")
                .may("measure", TEXT, measure)
                .may("of", TEXT, "one of cases: the gate is of its failures")));
  }

  private static Fields under(Fields fields) {
    return fields.may("under", TEXT, "one of robustness: the gate is of the changed rows");
  }

  private static Fields scope(Fields fields) {
    return fields
        .may("on", TEXT, "the test set; may be left out when there is one")
        .may("per", TEXT, "one of slices: the gate holds for each of its slices")
        .may("min_n", whole(1, Integer.MAX_VALUE), "smaller slices do not gate; 30 if left out");
  }
}
