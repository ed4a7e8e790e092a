package dev.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.decision.PredictionTask;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreQuestionTest {

  private static final Map<String, String> MODELS = Map.of("candidate", "new", "champion", "old");

  private static ScoreQuestion question(Map<String, Double> thresholds, String... files) {
    List<Path> paths = List.of(files).stream().map(Path::of).toList();
    return new ScoreQuestion(
        paths, "y", null, MODELS, thresholds, null, null, PredictionTask.CLASSIFICATION, null);
  }

  @Test
  void aFileIsATestSetOfItsName() {
    assertThat(question(Map.of(), "a/june.csv.gz", "july.2.parquet", ".hidden").testSets())
        .containsExactly("june", "july.2", ".hidden");
    assertThatThrownBy(() -> question(Map.of(), "a/june.csv", "b/june.parquet"))
        .hasMessageContaining("two test sets are called june")
        .hasMessageContaining("b/june.parquet");
  }

  @Test
  void thresholdsAreOfRolesThatAreThere() {
    assertThat(question(Map.of("champion", 0.3), "a.csv").allThresholds())
        .containsOnly(Map.entry("candidate", 0.5), Map.entry("champion", 0.3));
    assertThatThrownBy(() -> question(Map.of("baseline", 0.3), "a.csv"))
        .hasMessageContaining("there is no baseline");
    assertThatThrownBy(() -> question(Map.of("champion", Double.NaN), "a.csv"))
        .hasMessageContaining("a threshold is a number");
  }

  @Test
  void aColumnIsOneThing() {
    assertThatThrownBy(
            () ->
                new ScoreQuestion(
                    List.of(Path.of("a.csv")),
                    "new",
                    null,
                    MODELS,
                    Map.of(),
                    null,
                    null,
                    PredictionTask.CLASSIFICATION,
                    null))
        .hasMessageContaining("column new is asked for twice");
    assertThatThrownBy(
            () ->
                new ScoreQuestion(
                    List.of(Path.of("a.csv")),
                    "y",
                    null,
                    Map.of("candidate", "new"),
                    Map.of(),
                    null,
                    null,
                    PredictionTask.CLASSIFICATION,
                    null))
        .hasMessageContaining("a champion");
  }

  @Test
  void numbersHaveNoThreshold() {
    List<Path> files = List.of(Path.of("a.csv"));
    assertThatThrownBy(
            () ->
                new ScoreQuestion(
                    files,
                    "y",
                    null,
                    MODELS,
                    Map.of("champion", 0.3),
                    null,
                    null,
                    PredictionTask.REGRESSION,
                    null))
        .hasMessageContaining("only two classes have a positive value and a threshold");
    assertThat(
            new ScoreQuestion(
                    files,
                    "y",
                    null,
                    MODELS,
                    Map.of(),
                    null,
                    null,
                    PredictionTask.REGRESSION,
                    "weight")
                .allThresholds())
        .isEmpty();
  }
}
