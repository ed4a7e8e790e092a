package dev.nightjar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReuseBoundTest {

  @Test
  void isThatOfThePaper() {
    // 29K and 67K labels in its abstract: p = 0.1, epsilon 0.01, 1 - delta = 0.9999, H = 32.
    assertThat(ReuseBound.difference(Math.log(32), 0.01, 0.0001, 0.1)).isEqualTo(29_048);
    assertThat(ReuseBound.difference(32 * Math.log(2), 0.01, 0.0001, 0.1)).isEqualTo(67_706);
  }

  @Test
  void equalsTheReferenceCases() throws IOException {
    JsonNode cases = Cases.read("evaluation/easeml_ci_sample_sizes.json").get("cases");
    assertThat(cases).hasSize(120);
    for (JsonNode c : cases) {
      int models = c.at("/input/H").intValue();
      double delta = c.at("/input/delta").doubleValue();
      double epsilon = c.at("/input/eps").doubleValue();
      boolean fixed = c.at("/input/adaptivity").textValue().equals("none");
      double lnCount = fixed ? Math.log(models) : models * Math.log(2);
      JsonNode expected = c.get("expected");
      String id = c.get("id").textValue();
      assertThat(ReuseBound.value(lnCount, epsilon, delta))
          .as(id)
          .isEqualTo(expected.get("single_model_hoeffding").longValue());
      assertThat(ReuseBound.difference(lnCount, epsilon, delta))
          .as(id)
          .isEqualTo(expected.get("difference_hoeffding_two_sided").longValue());
      for (String share : new String[] {"0.05", "0.1", "0.2"}) {
        assertThat(ReuseBound.difference(lnCount, epsilon, delta, Double.parseDouble(share)))
            .as(id + " " + share)
            .isEqualTo(expected.get("difference_bennett_p_" + share).longValue());
      }
    }
  }

  @Test
  void modelsThatNeverDisagreeNeedNoRows() {
    assertThat(ReuseBound.difference(10, 0.01, 0.05, 0)).isZero();
    assertThat(ReuseBound.difference(10, 0.01, 0.05, 1e-12)).isPositive();
  }

  @Test
  void moreQuestionsNeedMoreRows() {
    long last = 0;
    for (int nights = 1; nights < 5_000; nights += 7) {
      long rows = ReuseBound.difference(Math.log(nights * (nights + 1) / 2.0), 0.02, 0.05, 0.1);
      assertThat(rows).isGreaterThanOrEqualTo(last);
      last = rows;
    }
    assertThat(ReuseBound.difference(1e300, 1e-9, 0.05)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void saysWhatItTakes() {
    assertThatThrownBy(() -> ReuseBound.value(-1, 0.1, 0.1)).hasMessageContaining("from 1 on");
    assertThatThrownBy(() -> ReuseBound.value(1, 0, 0.1)).hasMessageContaining("epsilon");
    assertThatThrownBy(() -> ReuseBound.difference(1, 0.1, 1)).hasMessageContaining("delta");
    assertThatThrownBy(() -> ReuseBound.difference(1, 0.1, 0.1, 1.5))
        .hasMessageContaining("a share");
  }
}
