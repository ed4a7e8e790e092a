package dev.nightjar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SelfTestsTest {

  private static final Settings SETTINGS = new Settings(0.95, 7, 200, Metrics.all());

  @Test
  void aModelThatScoresTheSameTwicePasses() {
    Sets sets = new Sets(500, 1);
    double[] scores = sets.scores(0.2);
    ScoredSet set = sets.model("champion", scores, 0.4).named("recent");
    assertThat(SelfTests.sameModel(set, "champion", scores.clone(), SETTINGS))
        .isEqualTo(
            "The champion, loaded and scored twice, differs by exactly 0 on every metric of"
                + " recent.");
  }

  @Test
  void aModelThatScoresOtherwiseTheSecondTimeFails() {
    Sets sets = new Sets(500, 1);
    double[] scores = sets.scores(0.2);
    ScoredSet set = sets.model("champion", scores, 0.4).named("recent");
    double[] again = scores.clone();
    again[3] = Math.nextUp(again[3]);
    assertThatThrownBy(() -> SelfTests.sameModel(set, "champion", again, SETTINGS))
        .isInstanceOf(SelfTestException.class)
        .hasMessageContaining("other scores on 1 of 500 rows of test set recent");
  }

  @Test
  void shufflingIsSeen() {
    for (int unit : new int[] {0, 50}) {
      Sets sets = new Sets(1000, 1).model("candidate", 0.2);
      ScoredSet set = (unit == 0 ? sets : sets.units(unit)).named("recent");
      assertThat(SelfTests.shuffled(set, SETTINGS))
          .startsWith("On recent the candidate with shuffled scores is worse than the candidate");
    }
  }

  @Test
  void aModelNoBetterThanChanceProvesNothing() {
    ScoredSet set = new Sets(1000, 1).model("candidate", new double[1000], 0.5).named("recent");
    assertThat(SelfTests.shuffled(set, SETTINGS)).contains("proves nothing");
  }

  /** A weak model must not fail its night by bad luck of the shuffle. */
  @Test
  void aWeakModelNeverFailsByChance() {
    int weak = 0;
    for (int seed = 0; seed < 150; seed++) {
      Sets sets = new Sets(300, seed);
      ScoredSet set = sets.model("candidate", sets.scores(12), 0.5).named("recent");
      weak += SelfTests.shuffled(set, SETTINGS).contains("no improvement") ? 1 : 0;
    }
    assertThat(weak).isGreaterThan(10);
  }
}
