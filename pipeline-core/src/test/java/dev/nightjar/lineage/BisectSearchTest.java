package dev.nightjar.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.lineage.BisectSearch.By;
import dev.nightjar.statistics.Comparison;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BisectSearchTest {

  /**
   * A world in which each delta moves the model by so much, and each that is missing costs a little
   * besides; intervals are as wide as their confidence asks.
   */
  private static final class Additive implements BisectSearch.Jury {
    private final Map<String, Double> harm;
    private final double noise;
    private final Set<Set<String>> trained = new HashSet<>();
    private final Set<Double> confidences = new HashSet<>();
    private @Nullable Set<String> impossible;

    Additive(Map<String, Double> harm, double noise) {
      this.harm = harm;
      this.noise = noise;
    }

    @Override
    public @Nullable Comparison compare(List<String> these, List<String> those, double confidence)
        throws IOException {
      trained.add(Set.copyOf(these));
      trained.add(Set.copyOf(those));
      confidences.add(confidence);
      if (Set.copyOf(these).equals(impossible) || Set.copyOf(those).equals(impossible)) {
        return null;
      }
      double difference = value(these) - value(those);
      double half = noise / (1 - confidence);
      return new Comparison(
          "log_loss",
          "reference",
          "dev",
          "",
          difference,
          difference - half,
          difference + half,
          confidence,
          0.5,
          "paired-t",
          100);
    }

    private double value(List<String> leftOut) {
      return leftOut.stream().mapToDouble(d -> harm.getOrDefault(d, 0.0) - 0.1).sum();
    }
  }

  private static List<String> days(int n) {
    return IntStream.range(0, n).mapToObj(i -> "d%02d".formatted(i)).toList();
  }

  private static List<String> guilty(List<Bisection.Finding> findings) {
    return findings.stream()
        .filter(Bisection.Finding::hurts)
        .map(Bisection.Finding::delta)
        .toList();
  }

  @Test
  void eitherWayFindsTheOneThatHurtsWhereverItIs() throws IOException {
    for (int n : List.of(1, 2, 3, 7, 8, 9, 33)) {
      for (String culprit : days(n)) {
        for (By by : By.values()) {
          Additive jury = new Additive(Map.of(culprit, 1.0), 0.0001);
          BisectSearch search = new BisectSearch(jury, days(n), 0.95);
          assertThat(guilty(search.run(by))).as(culprit + " of " + n).containsExactly(culprit);
          assertThat(jury.trained.size()).isLessThanOrEqualTo(BisectSearch.mostTrials(by, n));
        }
      }
    }
  }

  @Test
  void nobodyIsNamedWhenNothingHurts() throws IOException {
    for (By by : By.values()) {
      BisectSearch search = new BisectSearch(new Additive(Map.of(), 0.0001), days(9), 0.95);
      assertThat(guilty(search.run(by))).isEmpty();
    }
  }

  @Test
  void chanceIsDividedAmongTheSuspects() throws IOException {
    Additive jury = new Additive(Map.of("d03", 1.0), 0.01);
    List<Bisection.Finding> findings = new BisectSearch(jury, days(10), 0.95).run(By.ONE);
    assertThat(jury.confidences).contains(1 - 0.05 / 10);
    // At 95 % it would be enough, but one of ten was bound to look worst.
    assertThat(guilty(findings)).isEmpty();
    assertThat(guilty(new BisectSearch(jury, List.of("d03"), 0.95).run(By.ONE)))
        .containsExactly("d03");
  }

  @Test
  void oneAtATimeFindsSeveral() throws IOException {
    Additive jury = new Additive(Map.of("d02", 1.0, "d07", 0.8), 0.0001);
    assertThat(guilty(new BisectSearch(jury, days(9), 0.95).run(By.ONE)))
        .containsExactly("d02", "d07");
  }

  @Test
  void theRoundsOfHalvesAreTold() throws IOException {
    BisectSearch search = new BisectSearch(new Additive(Map.of("d05", 1.0), 0.0001), days(8), 0.95);
    search.run(By.HALVES);
    assertThat(search.rounds())
        .extracting(Bisection.Round::worse)
        .containsExactly(
            List.of("d04", "d05", "d06", "d07"), List.of("d04", "d05"), List.of("d05"));
  }

  @Test
  void whatCannotBeTrainedIsNoEvidence() throws IOException {
    Additive jury = new Additive(Map.of("d01", 1.0), 0.0001);
    jury.impossible = Set.of("d01");
    List<Bisection.Finding> findings = new BisectSearch(jury, days(2), 0.95).run(By.ONE);
    assertThat(guilty(findings)).isEmpty();
    assertThat(findings.get(1).without()).isNull();
    // Without any suspect nothing may be left; then the first test has to do.
    jury.impossible = Set.of("d00", "d01");
    findings = new BisectSearch(jury, days(2), 0.95).run(By.ONE);
    assertThat(guilty(findings)).containsExactly("d01");
    assertThat(findings.get(1).alone()).isNull();
  }

  @Test
  void withoutSuspectsThereIsNoSearch() {
    assertThatThrownBy(() -> new BisectSearch((a, b, c) -> null, List.of(), 0.95))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
