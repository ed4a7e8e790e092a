package dev.nightjar.jobs.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.expectation.DataProfile;
import dev.nightjar.expectation.DataProfile.ColumnProfile;
import dev.nightjar.expectation.Severity;
import dev.nightjar.expectation.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a first pipeline file for data that were looked at. What was guessed says so in a comment;
 * the file can be read and run as it is.
 */
public final class PipelineTemplate {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MOST_CATEGORIES = 200;
  private static final long MOST_SLICES = 12;

  private PipelineTemplate() {}

  /**
   * What was guessed of the data.
   *
   * @param text the pipeline file
   * @param time the column of the event time, or an empty text
   * @param label the column of the label, or an empty text
   */
  public record Draft(String text, String time, String label) {}

  /** A pipeline file named {@code name} for the profiled data. */
  public static Draft draft(String name, DataProfile profile, List<Suggestion> suggestions) {
    String time = time(profile);
    ColumnProfile label = label(profile);
    List<ColumnProfile> features = features(profile, time, label);
    StringBuilder out = new StringBuilder();
    out.append(head(name, time));
    out.append(label(label));
    out.append(
        "\nfeatures:\n  use:                     # leave out what is known only after the fact\n");
    for (ColumnProfile feature : features) {
      out.append(line("    - " + key(feature.name()), seen(feature)));
    }
    out.append(
        "\nexpectations:              # critical unless they say otherwise: a failure blocks the night\n");
    suggestions.forEach(s -> out.append(expectation(s)));
    out.append(tail(slices(features)));
    return new Draft(out.toString(), time, label == null ? "" : label.name());
  }

  private static String head(String name, String time) {
    return """
        # %s: what does this model say, and for whom?
        #
        # First the data, once and then every day:
        #   nightjar dataset add %s FILE… --time %s --by day
        pipeline: %s
        # owner: whom to tell

        dataset:
          name: %s
          window: 60d              # training rows: the days before `recent` begins
          dedupe: rows             # rows equal in every column count once
          split: {dev: 10%%, by: hash}

        """
        .formatted(name, name, time.isEmpty() ? "EXPR" : time, name, name);
  }

  private static String label(@Nullable ColumnProfile label) {
    String when =
        label == null
            ? "\"false\"            # say when a row is positive, such as: amount > 100"
            : line(condition(label), "a guess: " + seen(label)).stripTrailing();
    return """
        label:
          name: %s
          when: %s
          complete_after: 1d       # how long after a row its label is known for every class
          # from: {dataset: NAME, key: COLUMN}   # if labels are rows of another dataset
        """
        .formatted(label == null ? "label" : key(label.name()), when);
  }

  private static String condition(ColumnProfile label) {
    String column =
        label.name().matches("[A-Za-z_][A-Za-z0-9_]*")
            ? label.name()
            : '"' + label.name().replace("\"", "\"\"") + '"';
    Object positive = label.max();
    String value =
        positive instanceof String text
            ? "'" + text.replace("'", "''") + "'"
            : String.valueOf(positive);
    return quoted(column + " = " + value);
  }

  private static String tail(List<String> slices) {
    return """

        train:
          trainer: logistic        # or xgboost, random_forest, cart, linear_sgd, majority
          seed: 42
          threshold: {maximise: f1} # chosen on the dev rows, frozen in the candidate
        baseline: first-champion

        test_sets:
          recent: {last: 14d, unit: day}
        slices: [%s]

        promote:
          confidence: 95%%
          when:
            - improves: {metric: auc, over: champion, by: 0.002, on: recent}
            - no_worse: {metric: auc, than: baseline, margin: 0.02, on: recent}
          first: promote-if-better-than-majority

        schedule:
          cron: "0 30 2 * * ?"     # seconds first: half past two, every night
          zone: UTC
        """
        .formatted(String.join(", ", slices));
  }

  private static String expectation(Suggestion suggestion) {
    String arguments;
    try {
      arguments = JSON.writeValueAsString(suggestion.spec().kwargs());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("arguments are plain values", e);
    }
    String first = line("  - " + suggestion.spec().type() + ": " + arguments, suggestion.comment());
    Severity severity = suggestion.spec().severity();
    return severity == Severity.CRITICAL
        ? first
        : first + "    severity: " + severity.name().toLowerCase(Locale.ROOT) + "\n";
  }

  private static String time(DataProfile profile) {
    return profile.columns().stream()
        .filter(c -> c.type() == ColumnType.DATE || c.type() == ColumnType.TIMESTAMP)
        .filter(c -> c.nulls() == 0)
        .map(ColumnProfile::name)
        .findFirst()
        .orElse("");
  }

  /** The last column of two values: people put labels last. */
  private static @Nullable ColumnProfile label(DataProfile profile) {
    return profile.columns().stream()
        .filter(c -> c.distinct() == 2 && c.max() != null)
        .reduce((a, b) -> b)
        .orElse(null);
  }

  private static List<ColumnProfile> features(
      DataProfile profile, String time, @Nullable ColumnProfile label) {
    List<ColumnProfile> features = new ArrayList<>();
    for (ColumnProfile c : profile.columns()) {
      boolean key = c.distinct() >= profile.rows() * 9 / 10 && c.type() != ColumnType.DOUBLE;
      boolean wide = c.type() == ColumnType.TEXT && c.distinct() > MOST_CATEGORIES;
      boolean constant = c.distinct() < 2;
      boolean date = c.type() == ColumnType.DATE || c.type() == ColumnType.TIMESTAMP;
      boolean other = c.name().equals(time) || (label != null && c.name().equals(label.name()));
      if (!key && !wide && !constant && !date && !other) {
        features.add(c);
      }
    }
    return features;
  }

  private static List<String> slices(List<ColumnProfile> features) {
    return features.stream()
        .filter(c -> c.distinct() <= MOST_SLICES && !c.type().isNumeric())
        .filter(c -> c.name().matches("[A-Za-z_][A-Za-z0-9_]*"))
        .map(ColumnProfile::name)
        .limit(5)
        .toList();
  }

  private static String seen(ColumnProfile c) {
    String range =
        c.type().isNumeric() && c.min() != null
            ? c.min() + " to " + c.max()
            : c.distinct() + " values";
    return range + (c.nulls() == 0 ? "" : ", " + c.nulls() + " missing");
  }

  private static String line(String code, String comment) {
    String clean = comment.replaceAll("\\s+", " ");
    return code + " ".repeat(Math.max(2, 27 - code.length())) + "# " + clean + "\n";
  }

  private static String key(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*") && !Map.of("y", 1, "n", 1).containsKey(name)
        ? name
        : quoted(name);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
