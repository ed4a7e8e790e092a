package dev.nightjar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BenjaminiYekutieliTest {

  @Test
  void equalsTheReferenceCases() throws IOException {
    JsonNode file = Cases.read("evaluation/multiple_testing.json");
    int seen = 0;
    for (JsonNode c : file.get("cases")) {
      if (c.get("input").get("method").textValue().equals("fdr_by")) {
        String name = c.get("input").get("pvalues").textValue().replace("data.", "");
        double[] p = Cases.numbers(file.get("data").get(name));
        double[] expected = Cases.numbers(c.get("expected").get("adjusted"));
        assertThat(BenjaminiYekutieli.corrected(p)).containsExactly(expected, within(1e-10));
        seen++;
      }
    }
    // Another table of the same ten p-values, from R's multtest, sorted.
    JsonNode sorted = file.get("data").get("r_multtest_sorted");
    double[] p = new double[sorted.size()];
    for (int i = 0; i < p.length; i++) {
      p[i] = sorted.get(i).get(0).doubleValue();
    }
    double[] corrected = BenjaminiYekutieli.corrected(p);
    for (int i = 0; i < p.length; i++) {
      assertThat(corrected[i]).isCloseTo(sorted.get(i).get(7).doubleValue(), within(1e-10));
    }
    assertThat(seen).isPositive();
  }

  @Test
  void oneTestIsNotCorrectedAndWhatCannotBeTestedIsNotFound() {
    assertThat(BenjaminiYekutieli.corrected(new double[0])).isEmpty();
    assertThat(BenjaminiYekutieli.corrected(new double[] {0.03})).containsExactly(0.03);
    assertThat(BenjaminiYekutieli.corrected(new double[] {1, 0.01, 1})[1])
        .isCloseTo(0.01 * 3 * (1 + 1 / 2.0 + 1 / 3.0), within(1e-15));
    assertThat(BenjaminiYekutieli.miss(1, 1, 0.05)).isEqualTo(0.05);
  }

  /** A p-value is selected just when it is at most what an interval of the selected may miss. */
  @Test
  void theIntervalsOfWhatIsFoundLeaveZeroOut() {
    SplittableRandom random = new SplittableRandom(4);
    for (int round = 0; round < 500; round++) {
      double[] p = random.doubles(1 + random.nextInt(12)).map(v -> v * v * v * v).toArray();
      double[] corrected = BenjaminiYekutieli.corrected(p);
      int selected = 0;
      for (double q : corrected) {
        selected += q <= 0.05 ? 1 : 0;
      }
      double miss = BenjaminiYekutieli.miss(selected, p.length, 0.05);
      for (int i = 0; i < p.length; i++) {
        assertThat(corrected[i] <= 0.05).isEqualTo(p[i] <= miss);
      }
    }
  }
}
