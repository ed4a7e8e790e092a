package dev.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.dataset.DataException;
import dev.nightjar.lineage.BisectSearch.By;
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
      assertThat(days.suspects())
          .hasSize(PoisonedDays.SUSPECTS)
          .contains(PoisonedDays.day(poisoned));
      assertThat(days.search(By.HALVES)).containsExactly(PoisonedDays.day(poisoned));
      assertThat(days.trained).doesNotHaveDuplicates().allMatch(t -> t.startsWith("trained"));
      int models = days.trained.size();
      days.trained.clear();
      assertThat(days.search(By.HALVES)).containsExactly(PoisonedDays.day(poisoned));
      assertThat(days.trained).hasSize(models).allMatch(t -> t.startsWith("kept"));
      assertThat(days.search(By.ONE)).containsExactly(PoisonedDays.day(poisoned));
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
