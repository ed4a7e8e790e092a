package dev.nightjar.jobs.config;

import dev.nightjar.model.Feature;
import dev.nightjar.statistics.DriftMeasure;
import dev.nightjar.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads measures of drift: each names one that there is, and a feature or the scores. */
final class DriftBinder {

  private static final Pattern OF = Pattern.compile("([^()]*)\\((.*)\\)");

  private final @Nullable List<Feature> features;
  private final List<Problem> problems;

  /** Null features: nobody knows what models were made of. */
  DriftBinder(@Nullable List<Feature> features, List<Problem> problems) {
    this.features = features;
    this.problems = problems;
  }

  /** Whether a measure of drift is meant, rightly written or not. */
  static boolean speaksOf(String measure) {
    return OF.matcher(measure).matches() || DriftMeasure.words().contains(measure);
  }

  /** Whether gates are those of nights. */
  boolean knowsNights() {
    return features != null;
  }

  /** The measure's name as the night's numbers have it. */
  String name(Section gate, String written) {
    Matcher m = OF.matcher(written);
    String word = m.matches() ? m.group(1).strip() : written;
    String column = m.matches() ? m.group(2).strip() : "";
    if (gate.has("per")) {
      problem(gate, "per", "drift is that of all rows of a test set: leave out per");
    }
    if (!DriftMeasure.words().contains(word)) {
      problem(
          gate,
          "there is no measure of drift %s%s (known: %s)"
              .formatted(
                  word,
                  Nearest.hint(word, DriftMeasure.words()),
                  String.join(", ", DriftMeasure.words())));
      return written;
    }
    if (features == null) {
      problem(
          gate,
          word
              + " is the distance from the rows that a model was trained on, and these models were"
              + " made elsewhere");
      return written;
    }
    requireColumn(gate, DriftMeasure.named(word + "(x)"), column, features);
    return word + "(" + column + ")";
  }

  private void requireColumn(
      Section gate, DriftMeasure.@Nullable Of measure, String column, List<Feature> features) {
    List<String> known = new ArrayList<>(features.stream().map(Feature::name).toList());
    boolean both = column.equals(DriftMeasure.SCORE) && known.contains(column);
    known.add(DriftMeasure.SCORE);
    if (column.isEmpty()) {
      problem(
          gate,
          "drift is that of a column: expected %s, with a feature or %s"
              .formatted(gate.text("measure").replace("()", "") + "(COLUMN)", DriftMeasure.SCORE));
    } else if (!known.contains(column)) {
      problem(
          gate,
          "features.use has no %s%s (known: %s)"
              .formatted(column, Nearest.hint(column, known), String.join(", ", known)));
    } else if (both) {
      problem(gate, "score is a feature, and what drift calls the candidate's scores: rename it");
    } else if (measure != null && measure.measure().numeric() && isCategorical(column, features)) {
      problem(
          gate,
          "%s is a category: of categories there are psi and js, and no %s"
              .formatted(column, measure.measure().word()));
    }
  }

  private static boolean isCategorical(String column, List<Feature> features) {
    return features.stream()
        .anyMatch(f -> f.name().equals(column) && f.kind() == Feature.Kind.CATEGORICAL);
  }

  private void problem(Section gate, String text) {
    problem(gate, "measure", text);
  }

  private void problem(Section gate, String key, String text) {
    problems.add(new Problem(gate.line(key), text));
  }
}
