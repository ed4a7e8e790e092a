package dev.nightjar.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.drift.ColumnDrift.Side;
import dev.nightjar.statistics.Cases;
import dev.nightjar.statistics.CounterRandom;
import dev.nightjar.statistics.DriftMeasure;
import dev.nightjar.statistics.Measure;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ColumnDriftTest {

  private static Side numbers(double... values) {
    return new Side(new FrameColumn.Numbers("x", values), null);
  }

  private static Side texts(@Nullable String... values) {
    List<String> dictionary =
        Arrays.stream(values).filter(Objects::nonNull).distinct().sorted().toList();
    int[] codes = Arrays.stream(values).mapToInt(dictionary::indexOf).toArray();
    return new Side(new FrameColumn.Texts("x", codes, dictionary), null);
  }

  private static Drift drift(Side before, Side after) {
    return new ColumnDrift(before, after, false).of("recent", "x", false, 0.95);
  }

  private static Drift.Distance of(Drift drift, DriftMeasure measure) {
    return Objects.requireNonNull(drift.distance(measure));
  }

  @Test
  void numbersEqualTheReferenceCases() throws IOException {
    for (JsonNode c : Cases.read("evaluation/drift.json").get("cases")) {
      if (c.get("id").textValue().startsWith("numeric")) {
        Drift drift =
            drift(
                numbers(Cases.numbers(c.at("/input/reference"))),
                numbers(Cases.numbers(c.at("/input/current"))));
        JsonNode e = c.get("expected");
        assertThat(of(drift, DriftMeasure.KS).value())
            .isCloseTo(e.get("ks_d").doubleValue(), within(1e-9));
        assertThat(drift.tests().get(0).name()).isEqualTo("ks");
        assertThat(drift.tests().get(0).pValue())
            .isCloseTo(e.get("ks_p_exact").doubleValue(), within(1e-9));
        assertThat(of(drift, DriftMeasure.WASSERSTEIN).value())
            .isCloseTo(e.get("wasserstein_over_ref_std_pop").doubleValue(), within(1e-9));
      }
    }
  }

  @Test
  void categoriesEqualTheReferenceCase() throws IOException {
    JsonNode c = Cases.read("evaluation/drift.json").at("/cases/5");
    assertThat(c.get("id").textValue()).isEqualTo("categorical-6");
    Drift drift =
        drift(repeated("a", 500, "b", 300, "c", 200), repeated("a", 450, "b", 330, "c", 220));
    JsonNode e = c.get("expected");
    assertThat(drift.psi().value()).isCloseTo(e.get("psi").doubleValue(), within(1e-9));
    assertThat(of(drift, DriftMeasure.JS).value())
        .isCloseTo(e.get("js_distance_base_2").doubleValue(), within(1e-9));
    assertThat(drift.tests().get(0))
        .satisfies(t -> assertThat(t.name()).isEqualTo("chi-square"))
        .satisfies(
            t ->
                assertThat(t.pValue())
                    .isCloseTo(e.get("two_sample_p").doubleValue(), within(1e-9)));
    assertThat(drift.tests().get(1).pValue())
        .isCloseTo(e.get("g_test_two_sample_p").doubleValue(), within(1e-9));
    assertThat(drift.distance(DriftMeasure.KS)).isNull();
  }

  private static Side repeated(Object... namesAndCounts) {
    Stream<String> all = Stream.of();
    for (int i = 0; i < namesAndCounts.length; i += 2) {
      String name = (String) namesAndCounts[i];
      all = Stream.concat(all, Stream.generate(() -> name).limit((int) namesAndCounts[i + 1]));
    }
    return texts(all.toArray(String[]::new));
  }

  @Test
  void numbersMayBeNames() {
    Side before = numbers(1, 1, 1, 1, 1, 1, 7, 7, 7, 7, 7, 7);
    Side after = numbers(7, 7, 7, 7, 7, 7, 1, 1, 1, 1, 1, 1);
    Drift drift = new ColumnDrift(before, after, true).of("recent", "x", false, 0.95);
    assertThat(drift.distances()).extracting(Drift.Distance::measure).containsExactly("psi", "js");
    assertThat(drift.psi().value()).isZero();
  }

  /** Rare categories share a cell, new ones share another, and neither is an infinite distance. */
  @Test
  void newAndRareCategories() {
    Drift same = drift(repeated("a", 400, "b", 1, "c", 1), repeated("a", 400, "d", 1));
    assertThat(same.psi().value()).isFinite().isLessThan(0.1);
    Drift flooded = drift(repeated("a", 400), repeated("a", 200, "d", 100, "e", 100));
    assertThat(flooded.psi().low()).isGreaterThan(1);
    assertThat(flooded.tests().get(0).pValue()).isLessThan(1e-9);
  }

  @Test
  void missingValuesAreCells() {
    double nan = Double.NaN;
    Drift drift = drift(numbers(1, 2, 3, 4, nan), numbers(nan, nan, nan, 1, 2));
    assertThat(drift.missingBefore()).isEqualTo(0.2);
    assertThat(drift.missingAfter()).isEqualTo(0.6);
    assertThat(drift.psi().value()).isGreaterThan(0.2);
    assertThat(drift(texts("a", null), texts(null, "a")).psi().value()).isZero();
  }

  @Test
  void oddColumns() {
    Drift constant = drift(numbers(3, 3, 3), numbers(3, 3));
    assertThat(constant.psi().value()).isZero();
    assertThat(of(constant, DriftMeasure.WASSERSTEIN).high()).isZero();
    assertThat(constant.tests()).allSatisfy(t -> assertThat(t.pValue()).isEqualTo(1));
    Drift left = drift(numbers(3, 3, 3), numbers(2, 2));
    assertThat(left.psi().value()).isGreaterThan(1);
    assertThat(of(left, DriftMeasure.WASSERSTEIN).value()).isNaN();
    Drift right = drift(numbers(3, 3, 3), numbers(4, 4));
    assertThat(right.psi().value()).isGreaterThan(1);
    Drift nothing = drift(numbers(1, 2), numbers());
    assertThat(nothing.psi().value()).isNaN();
    assertThat(of(nothing, DriftMeasure.KS).value()).isNaN();
    Drift unknown = drift(numbers(Double.NaN, Double.NaN), numbers(1, 2));
    assertThat(unknown.psi().value()).isGreaterThan(1);
    assertThat(of(unknown, DriftMeasure.KS).value()).isNaN();
    Drift mixed = drift(numbers(1, 2), texts("1.0", "2.0"));
    assertThat(mixed.distances()).hasSize(2);
  }

  /** Days that differ among themselves are no drift; taken for independent rows they would be. */
  @Test
  void rowsOfOneUnitAreNotIndependent() {
    int nights = 100;
    int[] wrong = new int[4];
    int naive = 0;
    for (int night = 0; night < nights; night++) {
      CounterRandom random = CounterRandom.of(11, night);
      Side before = days(random, 60, 0);
      Side after = days(random, 14, 0);
      Drift drift = drift(before, after);
      for (int test = 0; test < 3; test++) {
        wrong[test] += drift.tests().get(test).pValue() < 0.05 ? 1 : 0;
      }
      wrong[3] += drift.psi().value() > drift.critical() ? 1 : 0;
      assertThat(of(drift, DriftMeasure.KS).low()).isZero();
      Side rows = new Side(after.column(), null);
      naive += drift(new Side(before.column(), null), rows).tests().get(0).pValue() < 0.05 ? 1 : 0;
    }
    assertThat(Arrays.stream(wrong).max().orElseThrow()).as("the worst test").isLessThan(12);
    assertThat(naive).isGreaterThan(nights / 2);
    Drift drifted = drift(days(new CounterRandom(1), 60, 0), days(new CounterRandom(2), 14, 0.5));
    assertThat(drifted.tests().get(0).pValue()).isLessThan(0.001);
    assertThat(drifted.independentAfter()).isLessThan(1_000);
    Drift oneDay = drift(days(new CounterRandom(1), 60, 0), days(new CounterRandom(2), 1, 0));
    assertThat(oneDay.psi().value()).isPositive();
    assertThat(oneDay.psi().high()).isNaN();
    assertThat(oneDay.tests()).allSatisfy(t -> assertThat(t.pValue()).isNaN());
  }

  /** 100 rows a day, of which one day has more of everything than another. */
  private static Side days(CounterRandom random, int days, double shift) {
    double[] values = new double[days * 100];
    int[] units = new int[values.length];
    for (int day = 0; day < days; day++) {
      double level = shift + random.nextDouble();
      for (int i = 0; i < 100; i++) {
        units[day * 100 + i] = day;
        values[day * 100 + i] = level + random.nextDouble();
      }
    }
    return new Side(new FrameColumn.Numbers("x", values), units);
  }

  @Test
  void theReportCorrectsForAllColumnsAndIsRead() {
    Drift drifted = drift(repeated("a", 400, "b", 400), repeated("a", 150, "b", 250));
    Drift calm = drift(repeated("a", 400, "b", 400), repeated("a", 200, "b", 200));
    DriftReport report = DriftReport.of(0.95, null, List.of(calm, drifted));
    assertThat(report.columns().get(1).corrected())
        .isCloseTo(3 * drifted.tests().get(0).pValue(), within(1e-12));
    assertThat(report.on("recent"))
        .extracting(Drift::psi)
        .containsExactly(drifted.psi(), calm.psi());
    assertThat(report.columns()).extracting(d -> d.certain(0.95)).containsExactly(false, true);
    assertThat(report.measures())
        .extracting(Measure::metric)
        .containsExactly("psi(x)", "js(x)", "psi(x)", "js(x)");
    assertThat(CanonicalJson.convert(CanonicalJson.tree(report), DriftReport.class))
        .isEqualTo(report);
  }
}
