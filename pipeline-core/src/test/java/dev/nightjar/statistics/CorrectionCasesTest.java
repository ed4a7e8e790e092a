package dev.nightjar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Corrections for several tests, held against statsmodels and R's multtest. */
class CorrectionCasesTest {

  private static final Map<String, UnaryOperator<double[]>> METHODS =
      Map.of(
          "bonferroni", CorrectionCasesTest::bonferroni,
          "holm", Holm::corrected,
          "fdr_bh", BenjaminiHochberg::corrected,
          "fdr_by", BenjaminiYekutieli::corrected);

  /** A test passes at 1 − α/k just when its p-value times k is at most α. */
  private static double[] bonferroni(double[] p) {
    return Arrays.stream(p)
        .map(v -> Math.min(1, v * 0.05 / (1 - Corrected.confidence(0.95, p.length))))
        .toArray();
  }

  @Test
  void equalTheReferenceCases() throws IOException {
    JsonNode file = Cases.read("evaluation/multiple_testing.json");
    Set<String> seen = new TreeSet<>();
    for (JsonNode c : file.get("cases")) {
      String name = c.at("/input/method").textValue();
      UnaryOperator<double[]> method = METHODS.get(name);
      if (method != null) {
        String array = c.at("/input/pvalues").textValue().replace("data.", "");
        double[] p = Cases.numbers(file.get("data").get(array));
        assertThat(method.apply(p))
            .as(c.get("id").textValue())
            .containsExactly(Cases.numbers(c.at("/expected/adjusted")), within(1e-10));
        seen.add(name);
      }
    }
    assertThat(seen).isEqualTo(new TreeSet<>(METHODS.keySet()));
  }

  @Test
  void equalTheTableOfMulttest() throws IOException {
    JsonNode file = Cases.read("evaluation/multiple_testing.json");
    JsonNode rows = file.at("/data/r_multtest_sorted");
    double[] p = column(rows, 0);
    assertThat(bonferroni(p)).containsExactly(column(rows, 1), within(1e-10));
    assertThat(Holm.corrected(p)).containsExactly(column(rows, 2), within(1e-10));
    assertThat(BenjaminiHochberg.corrected(p)).containsExactly(column(rows, 6), within(1e-10));
  }

  private static double[] column(JsonNode rows, int at) {
    double[] column = new double[rows.size()];
    Arrays.setAll(column, i -> rows.get(i).get(at).doubleValue());
    return column;
  }
}
