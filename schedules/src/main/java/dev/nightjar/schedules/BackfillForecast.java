package dev.nightjar.schedules;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightjar.run.PlannedSlot.Action;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backfill would do.
 *
 * @param days slot by slot, by logical time
 * @param lane where its nights run; empty: the real history
 * @param testSets what it asks of them
 * @param estimate how long it takes, going by the pipeline's latest nights; null: there are none
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BackfillForecast(
    List<BackfillDay> days, String lane, List<TestSetUse> testSets, @Nullable Duration estimate) {

  public BackfillForecast {
    days = List.copyOf(days);
    testSets = List.copyOf(testSets);
  }

  /**
   * What a backfill costs a test set.
   *
   * @param name the set's
   * @param nights how many nights more are judged on it
   * @param seen how many decisions there were on it
   * @param declared for how many nights it may serve in all; null: nobody declared that
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record TestSetUse(String name, int nights, long seen, @Nullable Integer declared) {}

  /** How many slots this happens to. */
  @JsonIgnore
  public int count(Action action) {
    return (int) days.stream().filter(d -> d.action() == action).count();
  }
}
