package dev.nightjar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.evaluation.ThresholdCurve.Point;
import dev.nightjar.statistics.Estimate;
import dev.nightjar.statistics.Proportion;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThresholdSweepTest {

  private static final double CONFIDENCE = 0.95;

  private static List<ThresholdCurve> sweep(Sets sets) {
    return ThresholdSweep.of(List.of(sets.named("t")), CONFIDENCE);
  }

  /** One number per unit of rows that are called, of those that are positive, of those in both. */
  private static final class Counted {

    private final double[] called;
    private final double[] positive;
    private final double[] both;

    private Counted(int units) {
      called = new double[units];
      positive = new double[units];
      both = new double[units];
    }

    static Counted of(byte[] labels, double[] scores, double threshold, int size) {
      Counted c = new Counted((labels.length + size - 1) / size);
      for (int i = 0; i < labels.length; i++) {
        boolean yes = scores[i] >= threshold;
        c.called[i / size] += yes ? 1 : 0;
        c.positive[i / size] += labels[i];
        c.both[i / size] += yes ? labels[i] : 0;
      }
      return c;
    }
  }

  private static void assertInterval(Estimate e, double value, double low, double high) {
    assertThat(new double[] {value, low, high})
        .containsExactly(new double[] {e.value(), e.low(), e.high()});
  }

  @Test
  void everyPointIsWhatCountingSays() {
    for (int rows : new int[] {1, 7, 40, 41, 42, 900}) {
      Sets sets = new Sets(rows, rows);
      double[] candidate = sets.scores(0.4);
      double[] champion = sets.scores(0.8);
      List<ThresholdCurve> curves =
          sweep(sets.model("candidate", candidate, 0.4).model("champion", champion, 0.6));
      assertThat(curves).extracting(ThresholdCurve::model).containsExactly("candidate", "champion");
      assertThat(curves).extracting(ThresholdCurve::frozen).containsExactly(0.4, 0.6);
      check(sets.labels, candidate, curves.get(0));
      check(sets.labels, champion, curves.get(1));
    }
  }

  private static void check(byte[] labels, double[] scores, ThresholdCurve curve) {
    assertThat(curve.points()).hasSizeBetween(1, 41);
    for (Point p : curve.points()) {
      Counted c = Counted.of(labels, scores, p.threshold(), labels.length);
      long hits = (long) c.both[0];
      long called = (long) c.called[0];
      long positive = (long) c.positive[0];
      assertInterval(
          Proportion.wilson(hits, positive, CONFIDENCE), p.recall(), p.recallLow(), p.recallHigh());
      assertInterval(
          Proportion.wilson(hits, called, CONFIDENCE),
          p.precision(),
          p.precisionLow(),
          p.precisionHigh());
      assertThat(p.f1()).isEqualTo(Double.valueOf(2.0 * hits / (called + positive)));
      int right = 0;
      for (int i = 0; i < labels.length; i++) {
        right += (scores[i] >= p.threshold()) == (labels[i] == 1) ? 1 : 0;
      }
      assertThat(p.accuracy()).isEqualTo(right / (double) labels.length);
    }
  }

  @Test
  void unitsHaveTheIntervalsOfTheirEffectiveRows() {
    Sets sets = new Sets(600, 9).units(20);
    double[] scores = sets.scores(0.4);
    for (Point p : sweep(sets.model("candidate", scores, 0.5)).get(0).points()) {
      Counted c = Counted.of(sets.labels, scores, p.threshold(), 20);
      assertInterval(
          Proportion.clustered(c.both, c.positive, CONFIDENCE),
          p.recall(),
          p.recallLow(),
          p.recallHigh());
      assertInterval(
          Proportion.clustered(c.both, c.called, CONFIDENCE),
          p.precision(),
          p.precisionLow(),
          p.precisionHigh());
    }
  }

  @Test
  void thresholdsAreQuantilesOfTheCandidatesScores() {
    Sets sets = new Sets(401, 3);
    double[] scores = sets.scores(0.4);
    List<ThresholdCurve> curves =
        sweep(sets.model("candidate", scores, 0.5).model("champion", 0.9).model("baseline", 0.9));
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    List<Double> expected =
        java.util.stream.IntStream.rangeClosed(0, 40)
            .mapToObj(i -> sorted[10 * i])
            .distinct()
            .toList();
    assertThat(curves).hasSize(2);
    for (ThresholdCurve curve : curves) {
      assertThat(curve.points()).extracting(Point::threshold).containsExactlyElementsOf(expected);
    }
  }

  @Test
  void equalScoresAreOneThreshold() {
    Sets sets = new Sets(500, 4);
    double[] scores = new double[500];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (i % 3) / 4.0;
    }
    ThresholdCurve curve = sweep(sets.model("candidate", scores, 0.5)).get(0);
    assertThat(curve.points()).extracting(Point::threshold).containsExactly(0.0, 0.25, 0.5);
    assertThat(curve.points().get(0).recall()).isEqualTo(1);
    check(sets.labels, scores, curve);
  }

  @Test
  void oneClassOnlyIsAValueAndNoException() {
    for (byte label : new byte[] {0, 1}) {
      Sets sets = new Sets(200, 5);
      Arrays.fill(sets.labels, label);
      double[] scores = sets.scores(0.4);
      ThresholdCurve curve = sweep(sets.model("candidate", scores, 0.5)).get(0);
      check(sets.labels, scores, curve);
      assertThat(Double.isNaN(curve.points().get(3).recall())).isEqualTo(label == 0);
    }
  }

  @Test
  void withoutRowsOrCandidateThereIsNoCurve() {
    assertThat(sweep(new Sets(0, 1).model("candidate", 0.3))).isEmpty();
    assertThat(sweep(new Sets(50, 1).model("champion", 0.3))).isEmpty();
  }
}
