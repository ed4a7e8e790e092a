package dev.nightjar.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackfillProgressTest {

  @ParameterizedTest
  @CsvSource({
    "27, 1, 0, 0, '0 of 27'",
    "27, 2, 2, 10, '2 of 27 · about 2 min 5 s left'",
    "3, 1, 2, 10, '2 of 3 · about 10 s left'",
    "3, 1, 3, 10, '3 of 3'",
    "400, 1, 1, 60, '1 of 400 · about 6 h 39 min left'",
    "0, 1, 0, 0, '0 of 0'"
  })
  void nightsThatAreRunWholeTellWhatIsLeft(
      int total, int parallel, int done, int seconds, String text) {
    BackfillProgress progress = BackfillProgress.start(total);
    for (int i = 0; i < done; i++) {
      progress = progress.begun().judged(Duration.ofSeconds(seconds), true);
    }
    assertThat(progress.text(parallel)).isEqualTo(text);
    assertThat(progress.over()).isEqualTo(done);
  }

  @Test
  void whatIsPreparedIsOnlyToBeJudgedAndThatOneAfterAnother() {
    BackfillProgress progress = BackfillProgress.start(10);
    for (int i = 0; i < 10; i++) {
      assertThat(progress.over()).isZero();
      progress = progress.begun().prepared(Duration.ofSeconds(8));
    }
    assertThat(progress.left(4)).as("judging was not seen yet").contains(Duration.ZERO);
    progress = progress.judged(Duration.ofSeconds(2), true);
    assertThat(progress.left(4)).contains(Duration.ofSeconds(18));
  }

  @Test
  void preparingIsSharedByThoseThatWorkAtOnce() {
    BackfillProgress progress = BackfillProgress.start(9);
    progress = progress.begun().prepared(Duration.ofSeconds(20));
    assertThat(progress.left(4)).contains(Duration.ofSeconds(40));
  }

  @Test
  void theLatestNightsTellMost() {
    BackfillProgress progress = BackfillProgress.start(201);
    for (int i = 0; i < 100; i++) {
      progress = progress.begun().judged(Duration.ofSeconds(1), true);
    }
    for (int i = 0; i < 100; i++) {
      progress = progress.begun().judged(Duration.ofSeconds(11), true);
    }
    assertThat(progress.left(1).orElseThrow())
        .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11));
  }

  @Test
  void whatFailsAndWhatIsLeftIsCounted() {
    BackfillProgress progress =
        BackfillProgress.start(5).begun().judged(Duration.ofSeconds(1), false).ended(4, 4, 0);
    assertThat(progress)
        .extracting(BackfillProgress::failed, BackfillProgress::over)
        .containsExactly(1, 5);
    assertThatThrownBy(progress::begun).isInstanceOf(IllegalArgumentException.class);
  }
}
