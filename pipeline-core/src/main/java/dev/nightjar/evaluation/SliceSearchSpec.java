package dev.nightjar.evaluation;

import java.util.List;

/**
 * Which slices are searched for on which test sets.
 *
 * @param on names of test sets; empty: nothing is searched
 * @param columns columns and conditions that a slice may name
 * @param level most of them that one slice may name, at least 1
 * @param support share of the searched rows that a slice has at least, above 0 and at most 1
 * @param top how many are found at most and held against other rows, at least 1
 */
public record SliceSearchSpec(
    List<String> on, List<SliceSpec> columns, int level, double support, int top) {

  public static final int LEVEL = 3;
  public static final double SUPPORT = 0.01;
  public static final int TOP = 10;

  public SliceSearchSpec {
    on = List.copyOf(on);
    columns = List.copyOf(columns);
    if (level < 1 || top < 1 || !(support > 0 && support <= 1)) {
      throw new IllegalArgumentException(
          "expected a level and a top of at least 1 and a support above 0%% and up to 100%%, found %d, %d and %s"
              .formatted(level, top, support));
    }
  }
}
