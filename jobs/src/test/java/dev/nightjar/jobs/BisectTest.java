package dev.nightjar.jobs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.dataset.DataException;
import dev.nightjar.lineage.BisectSearch.By;
import dev.nightjar.lineage.Bisection;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real trainings on generated days; {@link BisectStudy} does the same for many seeds. */
class BisectTest {

  @TempDir private Path dir;

  private PoisonedDays days(long seed, int poisoned) throws IOException {
    return new PoisonedDays(dir.resolve("d" + seed), seed, poisoned, "logistic");
  }

  @Test
  void theDayWhoseLabelsAreFlippedIsNamedAndNothingIsTrainedTwice() throws IOException {
    int poisoned = PoisonedDays.DAYS - 3;
    try (PoisonedDays days = days(1, poisoned)) {
      assertThat(days.suspects().names())
          .hasSize(PoisonedDays.SUSPECTS)
          .contains(PoisonedDays.day(poisoned));
      assertThat(days.search(By.HALVES)).containsExactly(PoisonedDays.day(poisoned));
      assertThat(days.trained).doesNotHaveDuplicates().allMatch(t -> t.startsWith("trained"));
      int models = days.trained.size();
      days.trained.clear();
      assertThat(days.search(By.HALVES)).containsExactly(PoisonedDays.day(poisoned));
      assertThat(days.trained).hasSize(models).allMatch(t -> t.startsWith("kept"));
      assertThat(days.search(By.ONE)).containsExactly(PoisonedDays.day(poisoned));
      days.trained.clear();
      Bisection.Standing standing = requireNonNull(days.findings(By.HALVES).get(0).standing());
      assertThat(standing.placebos())
          .extracting(Bisection.Placebo::delta)
          .as("the days that are no suspects, each judged on the others' rows")
          .containsExactlyInAnyOrder(
              PoisonedDays.day(0), PoisonedDays.day(1), PoisonedDays.day(2), PoisonedDays.day(3));
      assertThat(standing.corrected()).isLessThan(0.01);
      assertThat(days.trained).allMatch(t -> t.startsWith("kept"));
    }
  }

  @Test
  void nobodyIsNamedOnCleanDaysAndAPatternForNothingIsRefused() throws IOException {
    try (PoisonedDays days = days(3, -1)) {
      assertThat(days.search(By.HALVES)).isEmpty();
      assertThat(days.search(By.ONE)).isEmpty();
      assertThatThrownBy(() -> days.matching("2011-05-111"))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("matches 2011-05-111; did you mean 2011-05-");
    }
  }
}
