package dev.nightjar.multiclass;

import static dev.nightjar.multiclass.ClassSets.CLASSES;
import static dev.nightjar.multiclass.ClassSets.CONFIDENCE;
import static dev.nightjar.multiclass.ClassSets.comparison;
import static dev.nightjar.multiclass.ClassSets.evaluate;
import static dev.nightjar.multiclass.ClassSets.measure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.evaluation.Results;
import dev.nightjar.evaluation.Slice;
import dev.nightjar.influence.InfluenceEvaluator;
import dev.nightjar.statistics.Cases;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Estimate;
import dev.nightjar.statistics.Measure;
import dev.nightjar.statistics.Tango;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassMetricsTest {

  private static final List<String> TIED =
      List.of("accuracy", "f1_macro", "f1_micro", "f1_weighted", "mcc", "kappa", "auc_ovr");

  private static ClassSet.Said said(int... classes) {
    return new ClassSet.Said(classes, null);
  }

  private static Results classesOnly(ClassSet set) {
    return InfluenceEvaluator.evaluate(
        List.of(set),
        CONFIDENCE,
        ClassSets.metrics().stream().filter(m -> !m.needsProbabilities()).toList());
  }

  @Test
  void equalTheReferenceCase() throws IOException {
    for (JsonNode c : Cases.read("evaluation/metrics.json").get("cases")) {
      if (!c.get("id").textValue().equals("multiclass")) {
        continue;
      }
      int[] actual = ints(c.at("/input/y"));
      Results found =
          classesOnly(
              ClassSets.set(actual, Map.of("candidate", said(ints(c.at("/input/pred")))), null));
      JsonNode expected = c.get("expected");
      for (String metric :
          List.of(
              "accuracy",
              "balanced_accuracy",
              "f1_macro",
              "f1_weighted",
              "f1_micro",
              "precision_macro",
              "recall_macro",
              "kappa",
              "mcc")) {
        assertThat(measure(found, metric, "candidate").value())
            .as(metric)
            .isEqualTo(expected.get(metric).doubleValue(), within(1e-12));
      }
      return;
    }
    throw new AssertionError("no case of several classes");
  }

  private static int[] ints(JsonNode array) {
    return Arrays.stream(Cases.numbers(array)).mapToInt(v -> (int) v).toArray();
  }

  @Test
  void sharesOfRightCallsAreComparedByTango() {
    ClassSet set = ClassSets.random(1, 300);
    int[] rows = IntStream.range(0, 300).filter(row -> set.actual()[row] == 1).toArray();
    int[] candidate = set.said("candidate").classes();
    int[] champion = set.said("champion").classes();
    long gains = Arrays.stream(rows).filter(r -> candidate[r] == 1 && champion[r] != 1).count();
    long losses = Arrays.stream(rows).filter(r -> candidate[r] != 1 && champion[r] == 1).count();
    Estimate expected = Tango.difference(rows.length, gains, losses, CONFIDENCE);
    assertThat(comparison(evaluate(set), "recall.dog"))
        .returns(expected.value(), Comparison::difference)
        .returns(expected.low(), Comparison::low)
        .returns(expected.pValue(), Comparison::pValue)
        .returns("tango", Comparison::method)
        .returns((long) rows.length, Comparison::n);
  }

  @Test
  void influencesAreDerivativesInTheWeights() {
    double[] weights = new Random(2).doubles(60, 0.5, 2).toArray();
    ClassSet set = ClassSets.weighted(ClassSets.random(2, 60), weights);
    int[] rows = IntStream.range(0, 60).toArray();
    double step = 1e-5;
    for (ClassMetric metric : ClassSets.metrics()) {
      double[] found = metric.influences(set, "candidate", rows).of();
      for (int row = 0; row < 60; row++) {
        double[] up = weights.clone();
        double[] down = weights.clone();
        up[row] += step;
        down[row] -= step;
        double slope =
            (metric.influences(ClassSets.weighted(set, up), "candidate", rows).value()
                    - metric.influences(ClassSets.weighted(set, down), "candidate", rows).value())
                / (2 * step);
        double expected = weights[row] * slope;
        // A row that does not count is no number there, and moves nothing.
        assertThat(Double.isNaN(found[row]) ? 0 : found[row])
            .as(metric.name())
            .isEqualTo(expected, within(1e-8));
      }
    }
  }

  @Test
  void aWeightIsAsManyRows() {
    ClassSet set = ClassSets.random(3, 50);
    double[] weights = new Random(3).ints(50, 0, 4).asDoubleStream().toArray();
    int[] copies =
        IntStream.range(0, 50)
            .flatMap(i -> IntStream.generate(() -> i).limit((long) weights[i]))
            .toArray();
    Results weighted = evaluate(ClassSets.weighted(set, weights));
    Results repeated = evaluate(ClassSets.taken(set, copies));
    for (ClassMetric metric : ClassSets.metrics()) {
      assertThat(measure(weighted, metric.name(), "candidate").value())
          .as(metric.name())
          .isEqualTo(measure(repeated, metric.name(), "candidate").value(), within(1e-12));
    }
    assertThat(comparison(weighted, "accuracy").method()).isEqualTo("jackknife");
  }

  @Test
  void theOrderOfClassesChangesNothing() {
    ClassSet set = ClassSets.random(4, 200);
    int[] to = {2, 0, 1};
    Map<String, ClassSet.Said> models = new java.util.TreeMap<>();
    for (String role : set.roles()) {
      double[][] p = set.probabilities(role);
      models.put(
          role,
          new ClassSet.Said(
              Arrays.stream(set.said(role).classes()).map(c -> to[c]).toArray(),
              new double[][] {p[1], p[2], p[0]}));
    }
    Results before = evaluate(set);
    Results after =
        evaluate(
            ClassSets.set(Arrays.stream(set.actual()).map(c -> to[c]).toArray(), models, null));
    for (ClassMetric metric : ClassMetrics.all()) {
      Comparison one = comparison(before, metric.name());
      Comparison two = comparison(after, metric.name());
      assertThat(two.difference()).as(metric.name()).isEqualTo(one.difference(), within(1e-12));
      assertThat(two.low()).as(metric.name()).isEqualTo(one.low(), within(1e-12));
      assertThat(two.pValue()).as(metric.name()).isEqualTo(one.pValue(), within(1e-9));
    }
  }

  @Test
  void intervalsAreAsWideAsResamplingSays() {
    ClassSet set = ClassSets.random(5, 400);
    Results whole = evaluate(set);
    Random random = new Random(5);
    List<ClassMetric> metrics = ClassSets.metrics();
    double[][] draws = new double[metrics.size()][2000];
    for (int b = 0; b < 2000; b++) {
      double[] weights = new double[400];
      random.ints(400, 0, 400).forEach(i -> weights[i]++);
      ClassSet drawn = ClassSets.weighted(set, weights);
      int[] rows = IntStream.range(0, 400).toArray();
      for (int m = 0; m < metrics.size(); m++) {
        ClassMetric metric = metrics.get(m);
        draws[m][b] =
            metric.influences(drawn, "candidate", rows).value()
                - metric.influences(drawn, "champion", rows).value();
      }
    }
    for (int m = 0; m < metrics.size(); m++) {
      Arrays.sort(draws[m]);
      double width = draws[m][1900] - draws[m][100];
      Comparison c = comparison(whole, metrics.get(m).name());
      assertThat(c.high() - c.low()).as(c.metric()).isBetween(width / 1.15, width * 1.15);
    }
  }

  @Test
  void rowsOfOneUnitAreNotIndependent() {
    ClassSet few = ClassSets.random(6, 60);
    int[] copies = IntStream.range(0, 600).map(i -> i / 10).toArray();
    ClassSet taken = ClassSets.taken(few, copies);
    ClassSet many =
        new ClassSet(
            "june",
            CLASSES,
            taken.actual(),
            null,
            copies,
            taken.models(),
            List.of(),
            ClassSets.costs(taken.actual()));
    Results one = evaluate(few);
    Results ten = evaluate(many);
    for (String metric :
        List.of("f1_macro", "mcc", "kappa", "auc_ovr", "log_loss", "brier", "harm")) {
      assertThat(comparison(ten, metric).low())
          .as(metric)
          .isEqualTo(comparison(one, metric).low(), within(1e-9));
      assertThat(comparison(ten, metric).method()).endsWith("-clustered");
    }
    assertThat(comparison(ten, "accuracy").method()).isEqualTo("tango-clustered");
  }

  @Test
  void aModelWithoutMistakesIsNotCertain() {
    int[] actual = IntStream.range(0, 60).map(i -> i % 3).toArray();
    Results found = classesOnly(ClassSets.set(actual, Map.of("candidate", said(actual)), null));
    for (String metric : List.of("accuracy", "f1_macro", "f1_weighted", "mcc", "kappa")) {
      Measure m = measure(found, metric, "candidate");
      assertThat(m.value()).as(metric).isEqualTo(1);
      assertThat(m.low()).as(metric).isBetween(0.7, 0.97);
      assertThat(m.high()).as(metric).isEqualTo(1);
    }
  }

  @Test
  void oddSetsHaveNamedOutcomes() {
    int[] actual = {0, 0, 1, 1, 1};
    BitSet cats = new BitSet();
    cats.set(0, 2);
    Map<String, ClassSet.Said> models =
        Map.of("candidate", said(0, 0, 0, 0, 0), "champion", said(2, 0, 1, 1, 0));
    Results found =
        classesOnly(
            new ClassSet(
                "june",
                CLASSES,
                actual,
                null,
                null,
                models,
                List.of(new Slice("s", "cats", cats), new Slice("s", "none", new BitSet())),
                ClassSets.costs(actual)));
    assertThat(measure(found, "recall.owl", "candidate").value()).as("nobody is one").isNaN();
    assertThat(measure(found, "recall.owl", "candidate").n()).isZero();
    assertThat(measure(found, "precision.dog", "candidate").value()).as("none called").isNaN();
    assertThat(measure(found, "precision_macro", "candidate").value()).isEqualTo(0.2);
    assertThat(measure(found, "balanced_accuracy", "candidate").value()).isEqualTo(0.5);
    assertThat(measure(found, "mcc", "candidate").value()).as("one call only").isNaN();
    assertThat(comparison(found, "mcc").difference()).isNaN();
    assertThat(found.measures())
        .filteredOn(m -> m.slice().equals("cats") && m.model().equals("candidate"))
        .allSatisfy(
            m -> {
              if (m.metric().equals("f1_macro")) {
                assertThat(m.value()).isEqualTo(1);
                assertThat(m.n()).isEqualTo(2);
              }
              if (m.metric().equals("kappa")) {
                assertThat(m.value()).as("all one and the same").isNaN();
              }
            });
    assertThat(found.measures())
        .filteredOn(m -> m.slice().equals("none"))
        .isNotEmpty()
        .allSatisfy(m -> assertThat(m.value()).isNaN());
  }

  @Test
  void modelsThatSaidTheSameDifferByNothing() {
    ClassSet set = ClassSets.random(7, 100);
    ClassSet twice =
        ClassSets.set(
            set.actual(),
            Map.of("candidate", set.said("champion"), "champion", set.said("champion")),
            null);
    assertThat(evaluate(twice).comparisons())
        .isNotEmpty()
        .allSatisfy(c -> assertThat(List.of(c.difference(), c.low(), c.high())).containsOnly(0.0));
    assertThat(measure(evaluate(twice), "f1_macro", "champion").low()).isPositive();
  }

  @Test
  void churnIsOfTheCandidate() {
    Results found =
        InfluenceEvaluator.evaluate(
            List.of(ClassSets.random(8, 200)), CONFIDENCE, List.of(ClassMetrics.churn()));
    assertThat(found.comparisons()).isEmpty();
    assertThat(found.measures())
        .singleElement()
        .satisfies(m -> assertThat(m.value()).isBetween(m.low(), m.high()))
        .returns("candidate", Measure::model)
        .returns("churn", Measure::metric);
  }

  @Test
  void metricsMayBeLeftToAllRows() {
    BitSet first = new BitSet();
    first.set(0, 100);
    ClassSet set = ClassSets.random(9, 200);
    ClassSet cut =
        new ClassSet(
            "june",
            CLASSES,
            set.actual(),
            null,
            null,
            set.models(),
            List.of(new Slice("s", "first", first)),
            ClassSets.costs(set.actual()));
    assertThat(
            InfluenceEvaluator.evaluate(
                    List.of(cut), CONFIDENCE, ClassSets.metrics(), java.util.Set.of("mcc"))
                .measures())
        .anySatisfy(m -> assertThat(m.metric() + m.slice()).isEqualTo("mcc"))
        .noneSatisfy(m -> assertThat(m.metric() + m.slice()).isEqualTo("mccfirst"));
  }

  @Test
  void whatIsNoMetricIsRefused() {
    assertThatThrownBy(() -> ClassMetrics.require("f1_makro", CLASSES, true))
        .hasMessageContaining("no metric f1_makro of classes; did you mean f1_macro?");
    assertThatThrownBy(() -> ClassMetrics.require("recall.dgo", CLASSES, true))
        .hasMessageContaining("did you mean recall.dog?");
    assertThatThrownBy(() -> ClassMetrics.require("recall_micro", CLASSES, true))
        .hasMessageContaining("is accuracy where each row has one class");
    assertThatThrownBy(() -> ClassMetrics.require("brier", CLASSES, false))
        .hasMessageContaining("is about probabilities");
    TIED.forEach(name -> ClassMetrics.require(name, CLASSES, true));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> ClassSets.set(new int[] {3}, Map.of(), null))
        .hasMessageContaining("actual has one of 3 classes for each of 1 rows");
    double[][] half = {{0.5}, {0.4}, {0}};
    assertThatThrownBy(
            () ->
                ClassSets.set(
                    new int[] {1},
                    Map.of("candidate", new ClassSet.Said(new int[] {1}, half)),
                    null))
        .hasMessageContaining("candidate has probabilities of all classes, summing to 1");
  }
}
