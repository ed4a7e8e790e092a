package dev.nightjar.jobs.demo;

/**
 * A stream of random numbers that is the same on every JDK and platform: SplitMix64 (Steele, Lea,
 * Flood 2014), and {@link StrictMath} for everything that is not exact.
 *
 * <p>Not thread-safe.
 */
final class Dice {

  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /** Streams of different (seed, stream) are independent for our purposes. */
  Dice(long seed, long stream) {
    state = mix(mix(seed + GAMMA) ^ (stream * 0xD1342543DE82EF95L));
  }

  private static long mix(long z) {
    long y = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    y = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
    return y ^ (y >>> 31);
  }

  /** Uniform in [0, 1). */
  double uniform() {
    state += GAMMA;
    return (mix(state) >>> 11) * 0x1p-53;
  }

  /** Whole, uniform in [low, high]. */
  int whole(int low, int high) {
    return low + (int) (uniform() * (high - low + 1));
  }

  /** True with this probability. */
  boolean chance(double probability) {
    return uniform() < probability;
  }

  /** Standard normal, by Box and Muller. */
  double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
  }

  /** Exponential with this mean. */
  double exponential(double mean) {
    return -mean * StrictMath.log(1 - uniform());
  }

  /** The number of a part, by weight. */
  int pick(double... weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double left = uniform() * total;
    for (int i = 0; i < weights.length - 1; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }
}
