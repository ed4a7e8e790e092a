package dev.nightjar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.statistics.Cases;
import dev.nightjar.statistics.Estimate;
import dev.nightjar.statistics.Measure;
import dev.nightjar.statistics.Proportion;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChurnTest {

  private static List<Measure> churn(ScoredSet set) {
    return Churn.of(List.of(set), 0.95);
  }

  @Test
  void isTheShareOfOtherDecisionsInEverySlice() {
    Sets sets = new Sets(900, 3).model("champion", 0.5).model("candidate", 0.2).slices("s", 3);
    ScoredSet set = sets.model("baseline", 0.9).named("t");
    double[] one = java.util.Objects.requireNonNull(set.models().get("candidate")).scores();
    double[] two = java.util.Objects.requireNonNull(set.models().get("champion")).scores();
    long differing = 0;
    for (int i = 0; i < 900; i++) {
      differing += (one[i] >= 0.5) != (two[i] >= 0.5) ? 1 : 0;
    }
    List<Measure> found = churn(set);
    assertThat(found).extracting(Measure::slice).containsExactly("", "s=0", "s=1", "s=2");
    Estimate wilson = Proportion.wilson(differing, 900, 0.95);
    Measure all = found.get(0);
    assertThat(List.of(all.value(), all.low(), all.high(), (double) all.n()))
        .containsExactly(wilson.value(), wilson.low(), wilson.high(), 900.0);
    assertThat(all.model()).isEqualTo("candidate");
    Measure units = churn(sets.units(30).named("t")).get(0);
    assertThat(units.value()).isCloseTo(all.value(), within(1e-12));
    assertThat(units.high()).isGreaterThan(all.value());
  }

  @Test
  void takesAChampionAndIsNotCertainOfNone() {
    assertThat(churn(new Sets(50, 1).model("candidate", 0.2).named("t"))).isEmpty();
    Sets same = new Sets(50, 1);
    double[] scores = same.scores(0.2);
    same.model("candidate", scores, 0.5).model("champion", scores.clone(), 0.5);
    Measure none = churn(same.named("t")).get(0);
    assertThat(none.value()).isZero();
    assertThat(none.high()).isGreaterThan(0.05);
  }

  /** Rows of weight w stand there w times. */
  @Test
  void equalsTheReferenceFlipRates() throws IOException {
    for (JsonNode c : Cases.read("evaluation/resampling_and_churn.json").get("cases")) {
      if (!c.get("id").textValue().equals("flip-rates")) {
        continue;
      }
      JsonNode input = c.get("input");
      double threshold = input.get("threshold").doubleValue();
      byte[] labels = repeat(Cases.labels(input.get("label")), input.get("weight"));
      ScoredSet set =
          new ScoredSet(
              "t",
              labels,
              null,
              Map.of(
                  "candidate",
                  new ScoredSet.Scored(repeat(input, "candidate"), threshold),
                  "champion",
                  new ScoredSet.Scored(repeat(input, "baseline"), threshold)),
              List.of());
      assertThat(churn(set).get(0).value())
          .isCloseTo(c.at("/expected/symmetric").doubleValue(), within(1e-12));
    }
  }

  private static byte[] repeat(byte[] labels, JsonNode weights) {
    byte[] all = new byte[10];
    int next = 0;
    for (int i = 0; i < labels.length; i++) {
      for (int w = 0; w < weights.get(i).intValue(); w++) {
        all[next++] = labels[i];
      }
    }
    return all;
  }

  private static double[] repeat(JsonNode input, String scores) {
    double[] all = new double[10];
    int next = 0;
    for (int i = 0; i < input.get(scores).size(); i++) {
      for (int w = 0; w < input.get("weight").get(i).intValue(); w++) {
        all[next++] = input.get(scores).get(i).doubleValue();
      }
    }
    return all;
  }
}
