package dev.nightjar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QuantileBootstrapTest {

  private static QuantileBootstrap of(double[]... rounds) {
    return new QuantileBootstrap(rounds, 1_000, 7);
  }

  @Test
  void aQuantileIsTheLeastValueThatEnoughDoNotExceed() {
    QuantileBootstrap ten = of(new double[] {10, 2, 3, 9, 5}, new double[] {6, 7, 8, 4, 1});
    assertThat(ten.of(0.5, 0.95).value()).isEqualTo(5);
    assertThat(ten.of(0.51, 0.95).value()).isEqualTo(6);
    assertThat(ten.of(0.99, 0.95).value()).isEqualTo(10);
    assertThat(ten.of(0, 0.95).value()).isEqualTo(1);
    assertThat(of(new double[] {2, 1, 2, 2}).of(0.25, 0.95).value()).isEqualTo(1);
  }

  @Test
  void theSameValuesDifferByNothingAndOneRoundHasNoInterval() {
    double[][] rounds = {{1, 2, 3}, {2, 4, 9}, {0, 5, 5}};
    assertThat(of(rounds).below(of(rounds), 0.5, 0.95))
        .isEqualTo(new Estimate(0, 0, 0, Double.NaN));
    assertThat(of(new double[] {1, 2, 3}).of(0.5, 0.95)).isEqualTo(Estimate.withoutInterval(2));
    assertThatThrownBy(() -> of(rounds).below(of(new double[] {1}), 0.5, 0.95))
        .hasMessageContaining("the same rounds");
    assertThatThrownBy(() -> of()).hasMessageContaining("at least one round");
    assertThatThrownBy(() -> of(new double[] {1}, new double[0])).hasMessageContaining("in each");
  }

  /** Exponential times, and rounds in which all of them take longer. */
  private static double[][] times(CounterRandom random, double factor) {
    double[][] rounds = new double[40][50];
    for (double[] round : rounds) {
      double busy = 1 + 0.3 * random.nextDouble();
      for (int i = 0; i < round.length; i++) {
        round[i] = -Math.log(random.nextDouble()) * busy * factor;
      }
    }
    return rounds;
  }

  @Test
  void intervalsHoldTheTruthAsOftenAsTheySay() {
    double median = quantile(0.5);
    double tail = quantile(0.99);
    int nights = 400;
    int[] held = new int[3];
    for (int night = 0; night < nights; night++) {
      CounterRandom random = CounterRandom.of(11, night);
      QuantileBootstrap slow = new QuantileBootstrap(times(random, 1), 400, night);
      QuantileBootstrap fast = new QuantileBootstrap(times(random, 0.5), 400, night);
      held[0] += holds(slow.of(0.5, 0.95), median);
      held[1] += holds(slow.of(0.99, 0.95), tail);
      held[2] += holds(fast.below(slow, 0.5, 0.95), median / 2);
    }
    // Central 90 %; three standard errors of 400 nights are 4.5 points, and few are in the tail.
    assertThat(held[0]).isBetween(342, 378);
    assertThat(held[1]).isBetween(330, 378);
    assertThat(held[2]).isBetween(342, 378);
  }

  private static int holds(Estimate interval, double truth) {
    return interval.low() <= truth && truth <= interval.high() ? 1 : 0;
  }

  /** Of the mixture that {@link #times} draws from, by bisection over its distribution function. */
  private static double quantile(double share) {
    double low = 0;
    double high = 50;
    for (int i = 0; i < 80; i++) {
      double middle = (low + high) / 2;
      double below = 0;
      for (int k = 0; k < 1000; k++) {
        below += (1 - Math.exp(-middle / (1 + 0.3 * (k + 0.5) / 1000))) / 1000;
      }
      if (below < share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
