package dev.nightjar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class McNemarTest {

  @Test
  void equalsTheReferenceCases() throws IOException {
    JsonNode cases = Cases.read("evaluation/mcnemar.json").get("cases");
    assertThat(cases).hasSize(9);
    for (JsonNode c : cases) {
      McNemar test =
          new McNemar(
              c.at("/input/b_only_first_correct").longValue(),
              c.at("/input/c_only_second_correct").longValue());
      JsonNode e = c.get("expected");
      check(c, e.get("exact_two_sided_p"), test.exact());
      check(c, e.get("mid_p_two_sided"), test.midP());
      check(c, e.get("one_sided_p_second_better"), test.secondBetter());
      if (e.has("chi2")) {
        check(c, e.get("chi2"), test.chiSquared());
        check(c, e.get("chi2_p"), test.chiSquaredP());
        check(c, e.get("chi2_cc"), test.corrected());
        check(c, e.get("chi2_cc_p"), test.correctedP());
      }
    }
  }

  private static void check(JsonNode test, JsonNode expected, double found) {
    double e = expected.doubleValue();
    assertThat(found).as(test.get("id").textValue()).isCloseTo(e, within(Math.abs(e) * 1e-9));
  }

  @Test
  void noDifferenceIsNoError() {
    McNemar none = new McNemar(0, 0);
    assertThat(none.exact()).isEqualTo(1);
    assertThat(none.midP()).isEqualTo(1);
    assertThat(none.secondBetter()).isEqualTo(1);
    assertThat(none.chiSquared()).isNaN();
    assertThat(none.chiSquaredP()).isEqualTo(1);
    assertThat(none.correctedP()).isEqualTo(1);
  }

  @Test
  void countsAreNotNegative() {
    assertThatThrownBy(() -> new McNemar(-1, 2)).isInstanceOf(IllegalArgumentException.class);
  }
}
