package dev.nightjar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.dataset.DataException;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

  private static final int METRICS = Metrics.all().size();

  private static final Settings SETTINGS = new Settings(0.95, 7, 400, Metrics.all());

  @Test
  void measuresEverythingInOneOrder() {
    ScoredSet set =
        new Sets(600, 1)
            .model("baseline", 0.9)
            .model("candidate", 0.3)
            .model("champion", 0.4)
            .slices("Day", 2)
            .named("recent");
    Results results = Evaluator.evaluate(List.of(set, set), SETTINGS);
    assertThat(results.measures()).hasSize(2 * 3 * METRICS * 3);
    assertThat(results.comparisons()).hasSize(2 * 3 * METRICS * 2);
    assertThat(results.measures().subList(0, 4).stream().map(Measure::model))
        .containsExactly("candidate", "champion", "baseline", "candidate");
    assertThat(results.comparisons().subList(0, 2).stream().map(Comparison::against))
        .containsExactly("champion", "baseline");
    assertThat(results.measures().stream().map(Measure::slice).distinct())
        .containsExactly("", "Day=0", "Day=1");
    assertThat(results.curves()).hasSize(6);
  }

  @Test
  void overlappingSlicesAreJudgedApart() {
    Sets sets = new Sets(400, 2).model("candidate", 0.3).slices("a", 2);
    ScoredSet once = sets.named("t");
    Slice first = once.slices().get(0);
    ScoredSet twice = sets.slice(new Slice("a", "again", first.rows())).named("t");
    List<Measure> measures = Evaluator.evaluate(List.of(twice), SETTINGS).measures();
    assertThat(measures).hasSize(4 * METRICS);
    for (int m = 0; m < METRICS; m++) {
      assertThat(measures.get(METRICS + m).value())
          .isEqualTo(measures.get(3 * METRICS + m).value());
    }
  }

  @Test
  void withoutAReferenceThereIsNothingToCompare() {
    ScoredSet set = new Sets(100, 1).model("candidate", 0.3).named("t");
    assertThat(Evaluator.evaluate(List.of(set), SETTINGS).comparisons()).isEmpty();
  }

  @Test
  void sameScoresWithAnotherThresholdDifferOnlyInDecisions() {
    Sets sets = new Sets(1000, 3);
    double[] scores = sets.scores(0.3);
    ScoredSet set = sets.model("candidate", scores, 0.3).model("champion", scores, 0.6).named("t");
    for (Comparison c : Evaluator.evaluate(List.of(set), SETTINGS).comparisons()) {
      boolean decides = Metrics.named(c.metric()).needsThreshold();
      assertThat(c.low() == c.high()).as(c.metric()).isNotEqualTo(decides);
    }
  }

  @Test
  void aScoreThatIsNoProbabilityIsABugOfTheModel() {
    Sets sets = new Sets(50, 1).model("candidate", 0.3);
    double[] scores = sets.scores(0.3);
    scores[4] = Double.NaN;
    scores[5] = 1.5;
    ScoredSet set = sets.model("champion", scores, 0.5).named("recent");
    assertThatThrownBy(() -> Evaluator.evaluate(List.of(set), SETTINGS))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("champion gave 2 of the 50 rows of test set recent")
        .hasMessageContaining("found NaN in row 5");
  }

  @Test
  void arraysMustFit() {
    ScoredSet set = new Sets(50, 1).model("candidate", new double[49], 0.5).named("recent");
    assertThatThrownBy(() -> Evaluator.evaluate(List.of(set), SETTINGS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("candidate scored 49 of the 50 rows of test set recent");
  }

  @Test
  void rocCurvesAreThinnedAndComplete() {
    ScoredSet set = new Sets(5000, 1).model("candidate", 0.3).named("t");
    List<Evaluation.Point> roc = Evaluator.evaluate(List.of(set), SETTINGS).curves().get(0).roc();
    assertThat(roc).hasSizeBetween(80, 101);
    assertThat(roc.get(0)).isEqualTo(new Evaluation.Point(0, 0));
    assertThat(roc.get(roc.size() - 1)).isEqualTo(new Evaluation.Point(1, 1));
    double area = 0;
    for (int i = 1; i < roc.size(); i++) {
      assertThat(roc.get(i).x()).isGreaterThanOrEqualTo(roc.get(i - 1).x());
      assertThat(roc.get(i).y()).isGreaterThanOrEqualTo(roc.get(i - 1).y());
      area += (roc.get(i).x() - roc.get(i - 1).x()) * (roc.get(i).y() + roc.get(i - 1).y()) / 2;
    }
    Measure auc =
        Evaluator.evaluate(List.of(set), new Settings(0.95, 1, 100, List.of(Metrics.AUC)))
            .measures()
            .get(0);
    assertThat(area).isCloseTo(auc.value(), org.assertj.core.api.Assertions.within(1e-3));
  }
}
