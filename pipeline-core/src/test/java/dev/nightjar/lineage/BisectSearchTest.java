package dev.nightjar.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.lineage.BisectSearch.By;
import dev.nightjar.lineage.BisectSearch.Delta;
import dev.nightjar.lineage.Bisection.Standing;
import dev.nightjar.statistics.Comparison;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BisectSearchTest {

  /**
   * A world in which each delta moves the model by so much, and each that is missing costs a little
   * besides, all the same; intervals are as wide as their confidence asks.
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

  private static List<Delta> sized(List<String> names) {
    return names.stream().map(name -> new Delta(name, 1000)).toList();
  }

  /** Deltas that are no suspects. */
  private static List<Delta> others(int n) {
    return sized(IntStream.range(0, n).mapToObj("other%d"::formatted).toList());
  }

  /** Without other deltas, and with all alike among the suspects, there are no placebos. */
  private static BisectSearch search(Additive jury, List<String> suspects) {
    return new BisectSearch(jury, sized(suspects), List.of(), 0.95);
  }

  /** Harmless deltas that each move the model a little, for better or worse. */
  private static Map<String, Double> harmless(Random random, List<Delta> deltas) {
    Map<String, Double> harm = new HashMap<>();
    deltas.forEach(d -> harm.put(d.name(), 0.1 + 0.001 * random.nextGaussian()));
    return harm;
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
          BisectSearch search = search(jury, days(n));
          assertThat(guilty(search.run(by))).as(culprit + " of " + n).containsExactly(culprit);
          assertThat(jury.trained.size())
              .isLessThanOrEqualTo(BisectSearch.mostTrials(by, sized(days(n)), List.of()));
        }
      }
    }
  }

  @Test
  void nobodyIsNamedWhenNothingHurts() throws IOException {
    for (By by : By.values()) {
      BisectSearch search = search(new Additive(Map.of(), 0.0001), days(9));
      assertThat(guilty(search.run(by))).isEmpty();
    }
  }

  @Test
  void chanceIsDividedAmongTheSuspects() throws IOException {
    Additive jury = new Additive(Map.of("d03", 1.0), 0.01);
    List<Bisection.Finding> findings = search(jury, days(10)).run(By.ONE);
    assertThat(jury.confidences).contains(1 - 0.05 / 10);
    // At 95 % it would be enough, but one of ten was bound to look worst.
    assertThat(guilty(findings)).isEmpty();
    assertThat(guilty(search(jury, List.of("d03")).run(By.ONE))).containsExactly("d03");
  }

  @Test
  void theRoundsOfHalvesAreTold() throws IOException {
    BisectSearch search = search(new Additive(Map.of("d05", 1.0), 0.0001), days(8));
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
    List<Bisection.Finding> findings = search(jury, days(2)).run(By.ONE);
    assertThat(guilty(findings)).isEmpty();
    assertThat(findings.get(1).without()).isNull();
    // Without any suspect nothing may be left; then the first test has to do.
    jury.impossible = Set.of("d00", "d01");
    findings = search(jury, days(2)).run(By.ONE);
    assertThat(guilty(findings)).containsExactly("d01");
    assertThat(findings.get(1).alone()).isNull();
  }

  @Test
  void whatStandsOutFromOtherDeltasIsNamedThoughItsRowsAloneWouldNotDo() throws IOException {
    List<Delta> suspects = sized(days(6));
    for (By by : By.values()) {
      Map<String, Double> harm = harmless(new Random(1), suspects);
      harm.putAll(harmless(new Random(2), others(12)));
      harm.put("d04", 0.2);
      // Wider than the difference at 1 − 0.05 / 6, narrower at 0.95.
      Additive jury = new Additive(harm, 0.004);
      BisectSearch search = new BisectSearch(jury, suspects, others(12), 0.95);
      List<Bisection.Finding> findings = search.run(by);
      assertThat(guilty(findings)).containsExactly("d04");
      assertThat(jury.trained)
          .hasSizeLessThanOrEqualTo(BisectSearch.mostTrials(by, suspects, others(12)));
      Standing standing =
          Objects.requireNonNull(
              findings.get(findings.size() - 1 - (by == By.ONE ? 1 : 0)).standing());
      assertThat(standing.placebos()).hasSize(Placebos.MOST);
      assertThat(standing.corrected()).isEqualTo(6 * standing.pValue());
    }
  }

  @Test
  void severalThatHurtDoNotHideBehindEachOther() throws IOException {
    List<Delta> suspects = sized(days(6));
    Map<String, Double> harm = harmless(new Random(3), suspects);
    harm.putAll(harmless(new Random(4), others(4)));
    harm.putAll(Map.of("d00", 0.2, "d02", 0.15, "d05", 0.2));
    BisectSearch search = new BisectSearch(new Additive(harm, 1e-6), suspects, others(4), 0.95);
    assertThat(guilty(search.run(By.ONE))).containsExactly("d00", "d02", "d05");
    // Among suspects alone they do, and the page says so: BisectTextTest.
    search = new BisectSearch(new Additive(harm, 1e-6), suspects, List.of(), 0.95);
    assertThat(guilty(search.run(By.ONE))).isEmpty();
  }

  /** On so many rows any difference is clear, and half of sound deltas are better left out. */
  @Test
  void anySoundDeltaIsNamedAsOftenAsTheLevelSaysHoweverManyRowsJudge() throws IOException {
    Random random = new Random(5);
    int worlds = 1000;
    for (By by : By.values()) {
      for (int sound : new int[] {0, 4, 12}) {
        int named = 0;
        for (int i = 0; i < worlds; i++) {
          List<Delta> suspects = sized(days(6));
          Map<String, Double> harm = harmless(random, suspects);
          harm.putAll(harmless(random, others(sound)));
          BisectSearch search =
              new BisectSearch(new Additive(harm, 1e-12), suspects, others(sound), 0.95);
          named += guilty(search.run(by)).isEmpty() ? 0 : 1;
        }
        // 5 % and two and a half standard errors.
        assertThat(named / (double) worlds).as(by + " " + sound).isBetween(0.002, 0.067);
      }
    }
  }

  @Test
  void placebosAreTrainedOnlyWhenSomethingIsBetter() throws IOException {
    Additive jury = new Additive(Map.of(), 0.0001);
    BisectSearch search = new BisectSearch(jury, sized(days(3)), others(9), 0.95);
    assertThat(guilty(search.run(By.ONE))).isEmpty();
    assertThat(jury.trained).hasSize(4);
    Additive one = new Additive(Map.of("d00", 0.101), 0.0001);
    assertThat(guilty(new BisectSearch(one, sized(days(1)), others(9), 0.95).run(By.HALVES)))
        .isEmpty();
    assertThat(one.trained).hasSize(2);
  }

  @Test
  void withoutSuspectsThereIsNoSearch() {
    assertThatThrownBy(() -> new BisectSearch((a, b, c) -> null, List.of(), others(3), 0.95))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
