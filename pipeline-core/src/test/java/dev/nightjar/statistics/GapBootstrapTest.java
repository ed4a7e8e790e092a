package dev.nightjar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GapBootstrapTest {

  private static final long[] TWO = {
    400, 30, 45, 60, 25, 40, 30, 170, 250, 40, 25, 85, 35, 20, 45, 100
  };

  @Test
  void gapsEqualTheReferenceCases() throws IOException {
    JsonNode file = Cases.read("evaluation/fairness.json");
    int checked = 0;
    for (JsonNode c : file.get("cases")) {
      JsonNode input = c.get("input");
      if (input.hasNonNull("weights")) {
        continue;
      }
      boolean own = input.has("y_true");
      JsonNode truth = own ? input.get("y_true") : file.at("/data/y_true");
      JsonNode said = own ? input.get("y_pred") : file.at("/data/y_pred");
      JsonNode names =
          own
              ? input.get("sensitive")
              : file.at("/data/groups").get(input.get("group").textValue());
      Map<String, long[]> groups = new TreeMap<>();
      for (int i = 0; i < truth.size(); i++) {
        int cell = truth.get(i).intValue() == 1 ? 0 : 1;
        int at = said.get(i).intValue() == 1 ? cell : cell == 0 ? 2 : 3;
        groups.computeIfAbsent(names.get(i).textValue(), g -> new long[4])[at]++;
      }
      long[][] all = groups.values().toArray(long[][]::new);
      JsonNode expected = c.get("expected");
      for (Gap gap : Gap.values()) {
        JsonNode difference = expected.get(gap.metric() + "_difference");
        if (difference != null) {
          assertThat(gap.of(all))
              .as(c.get("id") + " " + gap)
              .isCloseTo(difference.doubleValue(), within(1e-12));
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThanOrEqualTo(12);
  }

  @Test
  void hasTheDistributionOfRowsResampledWithinGroups() {
    GapBootstrap bootstrap = GapBootstrap.rows(TWO, 20_000, 1);
    SplittableRandom random = new SplittableRandom(7);
    double[] gains = new double[8000];
    for (int r = 0; r < gains.length; r++) {
      long[] drawn = new long[16];
      for (int g = 0; g < 16; g += 8) {
        long n = Arrays.stream(TWO, g, g + 8).sum();
        for (long i = 0; i < n; i++) {
          long row = random.nextLong(n);
          int cell = g;
          while (row >= TWO[cell]) {
            row -= TWO[cell++];
          }
          drawn[cell]++;
        }
      }
      gains[r] = GapBootstrap.rows(drawn, 100, 1).gain(Gap.EQUAL_OPPORTUNITY, 0.95).value();
    }
    Arrays.sort(gains);
    Estimate e = bootstrap.gain(Gap.EQUAL_OPPORTUNITY, 0.95);
    double error = (e.high() - e.low()) / 3.29;
    assertThat(e.low()).isCloseTo(gains[400], within(0.1 * error));
    assertThat(e.high()).isCloseTo(gains[7600], within(0.1 * error));
    assertThat(bootstrap.rows(Gap.EQUAL_OPPORTUNITY)).isEqualTo(200);
    assertThat(bootstrap.rows(Gap.DEMOGRAPHIC_PARITY)).isEqualTo(600);
  }

  @Test
  void unitsOfOneRowAreRowsAndOneUnitTellsNothing() {
    long[][] units = new long[1400][16];
    int next = 0;
    for (int cell = 0; cell < 16; cell++) {
      for (long i = 0; i < TWO[cell]; i++) {
        units[next++][cell] = 1;
      }
    }
    long[][] present = Arrays.copyOf(units, next);
    Estimate rows = GapBootstrap.rows(TWO, 8000, 3).gain(Gap.DEMOGRAPHIC_PARITY, 0.95);
    Estimate alone = GapBootstrap.units(present, 4000, 3).gain(Gap.DEMOGRAPHIC_PARITY, 0.95);
    assertThat(alone.value()).isEqualTo(rows.value());
    assertThat(alone.low()).isCloseTo(rows.low(), within(0.01));
    assertThat(alone.high()).isCloseTo(rows.high(), within(0.01));
    Estimate one =
        GapBootstrap.units(new long[][] {TWO}, 100, 3).candidate(Gap.EQUALIZED_ODDS, 0.95);
    assertThat(one.low()).isNaN();
  }

  @Test
  void aGroupWithoutRowsIsNotANumberAndNoDifferenceIsNotCertain() {
    long[] empty = new long[16];
    System.arraycopy(TWO, 0, empty, 0, 8);
    GapBootstrap bootstrap = GapBootstrap.rows(empty, 200, 1);
    assertThat(bootstrap.candidate(Gap.DEMOGRAPHIC_PARITY, 0.95).value()).isNaN();
    assertThat(bootstrap.rows(Gap.DEMOGRAPHIC_PARITY)).isZero();
    long[] agreeing = {40, 0, 0, 5, 3, 0, 0, 15, 30, 0, 0, 9, 4, 0, 0, 22};
    Estimate e = GapBootstrap.rows(agreeing, 200, 1).gain(Gap.EQUAL_OPPORTUNITY, 0.95);
    assertThat(e.value()).isZero();
    assertThat(e.low()).isLessThan(-0.05);
  }
}
