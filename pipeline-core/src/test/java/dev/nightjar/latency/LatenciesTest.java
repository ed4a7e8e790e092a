package dev.nightjar.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.latency.Timings.Times;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.CounterRandom;
import dev.nightjar.statistics.Measure;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  private static List<List<Long>> rounds(double micros, int seed) {
    CounterRandom random = CounterRandom.of(3, seed);
    return IntStream.range(0, 40)
        .mapToObj(
            r ->
                IntStream.range(0, 50)
                    .mapToObj(i -> (long) (micros * 1000 * (1 + random.nextDouble())))
                    .toList())
        .toList();
  }

  private static Timings timings() {
    return new Timings(
        "recent",
        2_000,
        List.of(
            new Times("candidate", rounds(20, 1)),
            new Times("champion", rounds(10, 2)),
            new Times("baseline", rounds(20, 3))));
  }

  @Test
  void aSlowerCandidateHasLessThanNoGain() {
    Latencies found = Latencies.of(timings(), "candidate", 0.95, 42);
    assertThat(found.measures())
        .extracting(Measure::model, Measure::metric)
        .startsWith(
            org.assertj.core.groups.Tuple.tuple("candidate", "latency_p50"),
            org.assertj.core.groups.Tuple.tuple("champion", "latency_p50"));
    Measure own = found.measures().get(0);
    assertThat(own.value()).as("milliseconds").isBetween(0.029, 0.031);
    assertThat(own.low()).isLessThanOrEqualTo(own.value());
    assertThat(own.high()).isGreaterThanOrEqualTo(own.value());
    assertThat(own.n()).isEqualTo(2_000);
    Comparison champion = found.comparisons().get(0);
    assertThat(champion.against()).isEqualTo("champion");
    assertThat(champion.difference()).isBetween(-0.016, -0.014);
    assertThat(champion.high()).isNegative();
    Comparison baseline = found.comparisons().get(1);
    assertThat(baseline.difference()).as("one that is as fast").isBetween(-0.001, 0.001);
    assertThat(baseline.high() - baseline.low()).isBetween(0.0001, 0.002);
  }

  @Test
  void theRecordGivesTheSameNumbersAgain() throws IOException {
    Timings again = CanonicalJson.read(CanonicalJson.write(timings()), Timings.class);
    assertThat(again).isEqualTo(timings());
    assertThat(Latencies.of(again, "candidate", 0.95, 42))
        .isEqualTo(Latencies.of(timings(), "candidate", 0.95, 42));
  }

  @Test
  void everyModelIsAskedAsOften() {
    assertThatThrownBy(
            () ->
                new Timings(
                    "recent",
                    1,
                    List.of(
                        new Times("a", List.of(List.of(1L))),
                        new Times("b", List.of(List.of(1L, 2L))))))
        .hasMessageContaining("as many rounds and calls");
    assertThatThrownBy(() -> new Timings("recent", 1, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
