package dev.nightjar.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

  private static List<Gate> gates(String text) {
    return Condition.parse(text).stream()
        .flatMap(clause -> clause.gates("fixed", null, 30).stream())
        .toList();
  }

  @Test
  void aClauseIsAGateAndHowWellItsNumberHasToBeKnown() {
    assertThat(gates("n - o > 0.02 +/- 0.01"))
        .containsExactly(
            new Gate.Improves("accuracy", "champion", 0.02, "fixed", null, 30),
            new Gate.Precise("accuracy", "champion", 0.01, "fixed", null, 30));
    assertThat(gates("n-o>-.01±.005"))
        .containsExactly(
            new Gate.NoWorse("accuracy", "champion", 0.01, "fixed", null, 30),
            new Gate.Precise("accuracy", "champion", 0.005, "fixed", null, 30));
    assertThat(gates(" n - o < 0.1 +/- 0.02 "))
        .first()
        .isEqualTo(new Gate.Limits("accuracy", "champion", 0.1, "fixed", null, 30));
    assertThat(gates("n < 0.99 +/- 0.01"))
        .containsExactly(
            new Gate.AtMost("accuracy", 0.99, "fixed", null, 30),
            new Gate.Precise("accuracy", null, 0.01, "fixed", null, 30));
    assertThat(gates("d > 0 +/- 1"))
        .first()
        .isEqualTo(new Gate.AtLeast("churn", 0, "fixed", null, 30));
  }

  @Test
  void clausesAreJoined() {
    for (String and : List.of("/\\", " /\\ ", " and ", " ∧ ")) {
      assertThat(gates("n > 0.8 +/- 0.05" + and + "d < 0.1 +/- 0.01"))
          .containsExactly(
              new Gate.AtLeast("accuracy", 0.8, "fixed", null, 30),
              new Gate.Precise("accuracy", null, 0.05, "fixed", null, 30),
              new Gate.AtMost("churn", 0.1, "fixed", null, 30),
              new Gate.Precise("churn", null, 0.01, "fixed", null, 30));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "n - o > 0.02",
        "n - 1.1 * o > 0.02 +/- 0.01",
        "n - o >= 0.02 +/- 0.01",
        "n - o > 0.02 +/- 0.01 /\\",
        "o > 0.5 +/- 0.1",
        "n - o > 0.02 +/- -0.01"
      })
  void whatIsNoConditionIsRefused(String text) {
    assertThatThrownBy(() -> Condition.parse(text))
        .hasMessageStartingWith("expected clauses such as n - o > 0.02 +/- 0.01")
        .hasMessageContaining("but found: ");
  }

  @Test
  void aToleranceOfNothingIsRefused() {
    assertThatThrownBy(() -> Condition.parse("d < 0.1 +/- 0"))
        .hasMessage("the tolerance behind +/- is above 0: d < 0.1 +/- 0");
  }
}
