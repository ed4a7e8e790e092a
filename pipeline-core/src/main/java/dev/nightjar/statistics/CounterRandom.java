package dev.nightjar.statistics;

/**
 * Random numbers from a counter: the nth number depends on the key and n alone, so that replicate r
 * is the same whatever thread draws it. The mixing is that of SplitMix64 (Steele, Lea and Flood,
 * OOPSLA 2014). Not thread-safe: each replicate takes its own.
 */
public final class CounterRandom {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long key;
  private long counter;

  /** The stream of that key. */
  public CounterRandom(long key) {
    this.key = mix(key);
  }

  /** A stream of its own for each number. */
  public static CounterRandom of(long key, long stream) {
    return new CounterRandom(key(key, stream));
  }

  /** A key for a text, such as the name of a slice, under a key. */
  public static long key(long key, String text) {
    long hash = mix(key);
    for (int i = 0; i < text.length(); i++) {
      hash = mix(hash + GOLDEN * (text.charAt(i) + 1));
    }
    return hash;
  }

  private static long key(long key, long stream) {
    return mix(mix(key) + GOLDEN * (stream + 1));
  }

  /** 64 random bits. */
  public long nextLong() {
    return mix(key + GOLDEN * ++counter);
  }

  /** Uniform between 0 and 1, both exclusive. */
  public double nextDouble() {
    return ((nextLong() >>> 12) + 0.5) * 0x1.0p-52;
  }

  /** Uniform from 0 to below the bound, which is positive. */
  public int nextInt(int bound) {
    // Of 32 bits times the bound the upper half; the bias is below bound / 2³².
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
