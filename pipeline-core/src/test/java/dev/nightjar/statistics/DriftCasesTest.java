package dev.nightjar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Distances and tests of two samples against reference numbers. */
class DriftCasesTest {

  private static final double EXACT = 1e-9;

  private static JsonNode cases(String kind) throws IOException {
    var found = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
    for (JsonNode c : Cases.read("evaluation/drift.json").get("cases")) {
      if (c.get("id").textValue().startsWith(kind)) {
        found.add(c);
      }
    }
    return found;
  }

  private static double[] sorted(JsonNode numbers) {
    double[] sorted = Cases.numbers(numbers);
    Arrays.sort(sorted);
    return sorted;
  }

  private static long[] counts(JsonNode numbers) {
    return Arrays.stream(Cases.numbers(numbers)).mapToLong(v -> (long) v).toArray();
  }

  @Test
  void categoriesEqualTheReferenceCases() throws IOException {
    assertThat(cases("categorical")).hasSize(6);
    for (JsonNode c : cases("categorical")) {
      CellCounts counts =
          new CellCounts(
              counts(c.at("/input/reference_counts")), counts(c.at("/input/current_counts")));
      CellDistances distances = new CellDistances(counts, counts.rowsBefore(), counts.rowsAfter());
      check(c, "two_sample_chi2", counts.chiSquared());
      check(c, "two_sample_df", counts.degrees());
      check(c, "two_sample_p", counts.p(counts.chiSquared()));
      check(c, "g_test_two_sample", counts.g());
      check(c, "g_test_two_sample_p", counts.p(counts.g()));
      check(c, "psi", distances.psi(0.95).value());
      check(c, "js_distance_base_2", distances.jensenShannon(0.95).value());
    }
  }

  @Test
  void numbersEqualTheReferenceCases() throws IOException {
    assertThat(cases("numeric")).hasSize(5);
    for (JsonNode c : cases("numeric")) {
      double[] before = sorted(c.at("/input/reference"));
      double[] after = sorted(c.at("/input/current"));
      KolmogorovSmirnov ks = KolmogorovSmirnov.of(before, after);
      check(c, "ks_d", ks.statistic());
      check(c, "ks_p_exact", ks.exact());
      double distance = Wasserstein.of(before, after, before.length, after.length, 0.95).value();
      check(c, "wasserstein", distance);
    }
  }

  private static void check(JsonNode test, String name, double found) {
    assertThat(found)
        .as(test.get("id").textValue() + " " + name)
        .isCloseTo(test.at("/expected/" + name).doubleValue(), within(EXACT));
  }

  @Test
  void shiftedSamplesAreAsFarApartAsTheyWereShifted() throws IOException {
    JsonNode emd = cases("deepchecks-3").get(0);
    double[] before = LongStream.range(0, 100).asDoubleStream().toArray();
    double[] after = LongStream.range(50, 150).asDoubleStream().toArray();
    double distance = Wasserstein.of(before, after, 100, 100, 0.95).value();
    assertThat(distance).isEqualTo(50);
    assertThat(distance / 149).isCloseTo(emd.at("/expected/value").doubleValue(), within(0.01));
  }

  /** The tests call equal distributions different as often as they say. */
  @Test
  void theErrorRateIsTheNominalOne() throws IOException {
    double[] shares = {0.2, 0.4, 0.6, 0.8, 0.9, 1};
    for (JsonNode c : cases("false-alarm")) {
      int n = c.at("/input/n_each").intValue();
      CounterRandom random = new CounterRandom(n);
      int chi = 0;
      int psi = 0;
      int trials = 20_000 * 200 / n;
      for (int trial = 0; trial < trials; trial++) {
        CellCounts counts = new CellCounts(draw(random, shares, n), draw(random, shares, n));
        CellDistances distances = new CellDistances(counts, n, n);
        chi += counts.p(counts.chiSquared()) < 0.05 ? 1 : 0;
        psi += distances.psi(0.95).value() > distances.criticalPsi(0.95) ? 1 : 0;
      }
      double expected = c.at("/expected/two_sample_chi2_false_alarm_rate").doubleValue();
      assertThat((double) chi / trials).isCloseTo(expected, within(0.01));
      assertThat((double) psi / trials).isCloseTo(0.05, within(0.012));
    }
  }

  private static long[] draw(CounterRandom random, double[] shares, int n) {
    long[] counts = new long[shares.length];
    for (int i = 0; i < n; i++) {
      double u = random.nextDouble();
      int cell = 0;
      while (u >= shares[cell]) {
        cell++;
      }
      counts[cell]++;
    }
    return counts;
  }
}
