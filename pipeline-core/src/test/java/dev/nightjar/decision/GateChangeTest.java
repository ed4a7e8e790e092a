package dev.nightjar.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.gate.Gate;
import dev.nightjar.gate.PromotionPolicy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateChangeTest {

  private static final Gate IMPROVES = new Gate.Improves("auc", "champion", 0.002, "a", null, 30);
  private static final Gate NO_WORSE = new Gate.NoWorse("auc", "champion", 0.01, "b", null, 30);
  private static final Gate AT_LEAST = new Gate.AtLeast("f0.5", 0.6, "a", null, 30);
  private static final Gate BYTES = new Gate.AtMost("model_bytes", 1e6, null, null, 0);

  private static PromotionPolicy policy(Gate... gates) {
    return new PromotionPolicy(0.95, List.of(gates), PromotionPolicy.First.HOLD);
  }

  private final PromotionPolicy all = policy(IMPROVES, NO_WORSE, AT_LEAST, BYTES);
  private final List<String> told = new ArrayList<>();

  private List<Gate> changed(PromotionPolicy policy, String text) {
    return GateChange.parse(text).in(policy, told).when();
  }

  @Test
  void changesTheGatesThatHaveTheNumber() {
    assertThat(changed(all, "gates.auc.margin=0.03"))
        .containsExactly(
            IMPROVES, new Gate.NoWorse("auc", "champion", 0.03, "b", null, 30), AT_LEAST, BYTES);
    assertThat(told).containsExactly("margin of no_worse auc on b: 0.03 in place of 0.01");
    assertThat(changed(all, "gates.auc.by = 1%").get(0))
        .isEqualTo(new Gate.Improves("auc", "champion", 0.01, "a", null, 30));
    assertThat(changed(all, "gates.f0.5.value=0.7").get(2))
        .isEqualTo(new Gate.AtLeast("f0.5", 0.7, "a", null, 30));
    assertThat(changed(all, "gates.auc.min_n=500"))
        .extracting(Gate::minN)
        .containsExactly(500L, 500L, 30L, 0L);
  }

  @Test
  void reachesIntoAlternatives() {
    Gate any = new Gate.AnyOf(List.of(IMPROVES, AT_LEAST));
    assertThat(changed(policy(any, NO_WORSE), "gates.auc.by=-0.01"))
        .containsExactly(
            new Gate.AnyOf(
                List.of(new Gate.Improves("auc", "champion", -0.01, "a", null, 30), AT_LEAST)),
            NO_WORSE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "auc.margin=1 | expected gates.METRIC.NUMBER=VALUE, such as gates.recall.margin=0.03, but found: auc.margin=1",
        "gates.auc.margin | expected gates.METRIC.NUMBER=VALUE",
        "gates.auc.margn=1 | gates have no margn; did you mean margin?",
        "gates.auc.margin=-1 | margin: expected a number that is not negative, but found: -1",
        "gates.auc.margin=wide | margin: expected a number that is not negative, but found: wide",
        "gates.auc.by=NaN | by: expected a number, but found: NaN",
        "gates.auc.min_n=1.5 | min_n: expected a number of rows, but found: 1.5",
      })
  void saysWhatWasExpected(String text, String message) {
    assertThatThrownBy(() -> GateChange.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aGateThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> changed(all, "gates.acu.by=1"))
        .hasMessage(
            "no gate is over acu; did you mean auc? (they are over: auc, f0.5, model_bytes)");
    assertThatThrownBy(() -> changed(all, "gates.f0.5.margin=1"))
        .hasMessage("no gate over f0.5 has the number margin");
  }
}
