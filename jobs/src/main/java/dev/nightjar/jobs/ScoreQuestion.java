package dev.nightjar.jobs;

import dev.nightjar.decision.PredictionTask;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of which files say how models did that were made elsewhere.
 *
 * @param files each a test set, called by its name without folder and extension
 * @param label column of what happened: 0 or 1, true or false, or {@code positive} and others;
 *     classes; or numbers
 * @param positive the value of the label that is positive; null: 1 or true
 * @param models column of each role's scores; candidate and champion are among them
 * @param thresholds from which score on a role says positive; 1/2 for roles that are not named
 * @param id column that names a row; null: rows are named by their place
 * @param unit column of what rows are grouped by; null: they are independent
 * @param task what models predict
 * @param weight column of the rows' weights; null: all are alike
 */
public record ScoreQuestion(
    List<Path> files,
    String label,
    @Nullable String positive,
    Map<String, String> models,
    Map<String, Double> thresholds,
    @Nullable String id,
    @Nullable String unit,
    PredictionTask task,
    @Nullable String weight) {

  private static final double HALF = 0.5;

  /** Throws {@link IllegalArgumentException} when the question contradicts itself. */
  public ScoreQuestion {
    files = List.copyOf(files);
    models = new LinkedHashMap<>(models);
    thresholds = Map.copyOf(thresholds);
    if (files.isEmpty() || !models.keySet().containsAll(Set.of("candidate", "champion"))) {
      throw new IllegalArgumentException("expected a file, a candidate and a champion");
    }
    if (task != PredictionTask.CLASSIFICATION && (positive != null || !thresholds.isEmpty())) {
      throw new IllegalArgumentException(
          "only two classes have a positive value and a threshold, and the task is "
              + task.name().toLowerCase(Locale.ROOT));
    }
    Set<String> names = new HashSet<>();
    for (Path file : files) {
      if (!names.add(name(file))) {
        throw new IllegalArgumentException(
            "two test sets are called "
                + name(file)
                + ", as files are by their names: rename "
                + file);
      }
    }
    Map<String, String> asked = new LinkedHashMap<>(models);
    asked.put("label", label);
    Set<String> columns = new HashSet<>();
    asked.forEach(
        (role, column) -> {
          if (!columns.add(column)) {
            throw new IllegalArgumentException(
                "column %s is asked for twice, at last as %s".formatted(column, role));
          }
        });
    for (Map.Entry<String, Double> threshold : thresholds.entrySet()) {
      if (!models.containsKey(threshold.getKey())) {
        throw new IllegalArgumentException(
            "there is no %s that could have a threshold; there are %s"
                .formatted(threshold.getKey(), String.join(", ", models.keySet())));
      }
      if (!Double.isFinite(threshold.getValue())) {
        throw new IllegalArgumentException("a threshold is a number: " + threshold.getValue());
      }
    }
  }

  /** The names of the test sets, in order. */
  public List<String> testSets() {
    return files.stream().map(ScoreQuestion::name).toList();
  }

  /** The test set that a file is. */
  static String name(Path file) {
    String name = Objects.toString(file.getFileName(), "");
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    int dot = plain.lastIndexOf('.');
    return dot > 0 ? plain.substring(0, dot) : plain;
  }

  double threshold(String role) {
    return thresholds.getOrDefault(role, HALF);
  }

  /** The thresholds of all roles; none but of two classes. */
  Map<String, Double> allThresholds() {
    return task != PredictionTask.CLASSIFICATION
        ? Map.of()
        : models.keySet().stream()
            .collect(
                Collectors.toMap(role -> role, this::threshold, (a, b) -> a, LinkedHashMap::new));
  }
}
