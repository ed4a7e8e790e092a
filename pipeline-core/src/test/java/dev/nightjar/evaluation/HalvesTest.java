package dev.nightjar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HalvesTest {

  private static final long[] KEYS = new SplittableRandom(1).longs(10_000).toArray();

  @Test
  void everyRowIsInOneHalfAndTheSameOneWhereverItStands() {
    Halves halves = Halves.of(KEYS, null);
    assertThat(halves.searched().length).isBetween(4_800, 5_200);
    int[] all =
        IntStream.concat(IntStream.of(halves.searched()), IntStream.of(halves.confirming()))
            .sorted()
            .toArray();
    assertThat(all).containsExactly(IntStream.range(0, KEYS.length).toArray());
    long[] turned =
        IntStream.range(0, KEYS.length).mapToLong(i -> KEYS[KEYS.length - 1 - i]).toArray();
    assertThat(Halves.of(turned, null).searched())
        .containsExactly(
            IntStream.of(halves.searched()).map(r -> KEYS.length - 1 - r).sorted().toArray());
  }

  @Test
  void aUnitIsNeverOnBothSidesAndEverySecondOneIsSearched() {
    for (int count : new int[] {1, 2, 7, 14}) {
      int[] units = IntStream.range(0, KEYS.length).map(i -> i % count).toArray();
      Halves halves = Halves.of(KEYS, units);
      int[] searched = IntStream.of(halves.searched()).map(r -> units[r]).distinct().toArray();
      int[] other = IntStream.of(halves.confirming()).map(r -> units[r]).distinct().toArray();
      assertThat(searched).hasSize((count + 1) / 2);
      assertThat(IntStream.of(other).boxed())
          .doesNotContainAnyElementsOf(IntStream.of(searched).boxed().toList());
      // Another numbering of the units is the same choice.
      int[] renamed = IntStream.of(units).map(u -> count - 1 - u).toArray();
      assertThat(Halves.of(KEYS, renamed).searched()).containsExactly(halves.searched());
    }
  }

  @Test
  void withoutRowsBothAreEmpty() {
    assertThat(Halves.of(new long[0], null).searched()).isEmpty();
    assertThat(Halves.of(new long[0], new int[0]).confirming()).isEmpty();
    int[] one = new int[100];
    Arrays.fill(one, 3);
    assertThat(Halves.of(Arrays.copyOf(KEYS, 100), one).confirming()).isEmpty();
  }
}
