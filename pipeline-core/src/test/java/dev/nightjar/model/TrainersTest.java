package dev.nightjar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainersTest {

  private static final Trainer HALF = new HalfTrainer();

  private static Parameters parameters(Map<String, Object> given) {
    return Parameters.of(HALF, new TrainingSpec("half", given, 1, new Threshold.Fixed(0.5)));
  }

  @Test
  void findsByName() {
    Trainers trainers = new Trainers(List.of(HALF));
    assertThat(trainers.named("half")).isSameAs(HALF);
    assertThat(trainers.names()).containsExactly("half");
    assertThatThrownBy(() -> trainers.named("hafl"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no trainer hafl; did you mean half? (trainers: half)");
    assertThatThrownBy(() -> new Trainers(List.of(HALF, HALF))).hasMessageContaining("half");
  }

  @Test
  void parametersHaveDefaults() {
    assertThat(parameters(Map.of()).whole("depth", 1, 10)).isEqualTo(6);
    assertThat(parameters(Map.of("depth", 7L)).whole("depth", 1, 10)).isEqualTo(7);
    assertThat(parameters(Map.of("rate", 1)).number("rate", 0, 1)).isEqualTo(1);
    assertThat(parameters(Map.of("deep", false)).flag("deep")).isFalse();
  }

  @Test
  void parametersSayWhatWasExpected() {
    assertThatThrownBy(() -> parameters(Map.of("dept", 1)))
        .isInstanceOf(ParameterException.class)
        .hasMessage(
            "trainer half has no parameter dept; did you mean depth?"
                + " (it takes: depth, rate, shape, deep)")
        .extracting("parameter")
        .isEqualTo("dept");
    assertThatThrownBy(() -> parameters(Map.of("depth", 0)).whole("depth", 1, 10))
        .hasMessage("half: depth must be a whole number from 1 to 10, not 0");
    assertThatThrownBy(() -> parameters(Map.of("depth", "six")).whole("depth", 1, 10))
        .hasMessage("half: depth must be a whole number from 1 to 10, not \"six\"");
    assertThatThrownBy(() -> parameters(Map.of("depth", 2.5)).whole("depth", 1, 10))
        .isInstanceOf(ParameterException.class);
    assertThatThrownBy(() -> parameters(Map.of("rate", Double.NaN)).positive("rate", 1))
        .hasMessage("half: rate must be a number above 0 and at most 1, not NaN");
    assertThatThrownBy(
            () -> parameters(Map.of("shape", "rond")).choice("shape", List.of("round", "flat")))
        .hasMessage("half: shape must be one of round, flat, not \"rond\"; did you mean round?");
    assertThatThrownBy(() -> parameters(Map.of("deep", 1)).flag("deep"))
        .hasMessageContaining("true or false");
  }
}
