package dev.nightjar.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Time moves when a model is asked. */
class StopwatchTest {

  private final List<String> asked = new ArrayList<>();
  private long now;

  private Stopwatch.Call taking(String name, Duration time) {
    return row -> {
      asked.add(name + row);
      now += time.toNanos();
    };
  }

  private Timings time(int rows, Duration slow) {
    Map<String, Stopwatch.Call> models = new LinkedHashMap<>();
    models.put("candidate", taking("a", Duration.ofNanos(300)));
    models.put("champion", taking("b", slow));
    return new Stopwatch(() -> now).time("recent", rows, models);
  }

  @Test
  void modelsAreAskedInTurnAndWithEachRowAnotherOneFirst() {
    Timings timings = time(3, Duration.ofNanos(500));
    assertThat(asked.subList(0, 8)).containsExactly("a0", "b0", "b1", "a1", "a2", "b2", "b0", "a0");
    assertThat(timings.rounds()).isEqualTo(Stopwatch.ROUNDS);
    assertThat(timings.calls()).isEqualTo(Stopwatch.ROUNDS * (long) Stopwatch.CALLS);
    assertThat(timings.rows()).isEqualTo(3);
    assertThat(timings.models().get(0).nanos()).allSatisfy(r -> assertThat(r).containsOnly(300L));
    assertThat(timings.models().get(1).nanos()).allSatisfy(r -> assertThat(r).containsOnly(500L));
    assertThat((long) asked.size()).as("with the warm-up").isGreaterThan(2 * timings.calls());
  }

  @Test
  void aSlowModelIsAskedNoMoreThanItTakes() {
    Timings timings = time(5_000, Duration.ofSeconds(1));
    assertThat(timings.rounds()).isEqualTo(Stopwatch.FEWEST);
    assertThat(timings.rows()).isEqualTo(Stopwatch.FEWEST * Stopwatch.CALLS);
    assertThat(time(5_000, Duration.ofMillis(10)).rounds()).isEqualTo(20);
  }
}
