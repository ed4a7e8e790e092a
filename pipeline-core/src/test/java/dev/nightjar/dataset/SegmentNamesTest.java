package dev.nightjar.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SegmentNamesTest {

  private static String draw(Random random, String letters, int most) {
    return random
        .ints(random.nextInt(most + 1), 0, letters.length())
        .mapToObj(i -> letters.substring(i, i + 1))
        .collect(Collectors.joining());
  }

  /** As a regular expression says it. */
  private static boolean matches(String pattern, String name) {
    return Stream.of(pattern.split("\\*", -1))
        .map(Pattern::quote)
        .collect(Collectors.collectingAndThen(Collectors.joining(".*"), Pattern::compile))
        .matcher(name)
        .matches();
  }

  @Test
  void aStarIsAnyRunOfCharactersAndAllElseIsItself() {
    Random random = new Random(5);
    int both = 0;
    for (int i = 0; i < 20_000; i++) {
      String pattern = draw(random, "ab.**", 6);
      String name = draw(random, "ab.", 7);
      boolean expected = matches(pattern, name);
      assertThat(SegmentNames.matches(List.of(pattern), name))
          .as("%s and %s", pattern, name)
          .isEqualTo(expected);
      both += expected ? 1 : 0;
    }
    assertThat(both).isBetween(2_000, 18_000);
  }

  @Test
  void oneOfSeveralPatternsIsEnough() {
    assertThat(SegmentNames.matches(List.of("2011-05-*", "base"), "base")).isTrue();
    assertThat(SegmentNames.matches(List.of("2011-05-*", "base"), "2011-05-31")).isTrue();
    assertThat(SegmentNames.matches(List.of("2011-05-*", "base"), "2011-06-01")).isFalse();
    assertThat(SegmentNames.matches(List.of(), "base")).isFalse();
  }
}
