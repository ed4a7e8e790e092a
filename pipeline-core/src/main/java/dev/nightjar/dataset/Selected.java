package dev.nightjar.dataset;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The segments of a dataset that a recipe may use.
 *
 * @param state the dataset
 * @param recipe names what is included and excluded
 */
record Selected(DatasetState state, Recipe recipe) {

  /** Whether the recipe names the segment. */
  static boolean wants(Recipe recipe, String name) {
    return reason(recipe, name).isEmpty();
  }

  private static String reason(Recipe recipe, String name) {
    if (!recipe.include().isEmpty() && !SegmentNames.matches(recipe.include(), name)) {
      return "not included by the recipe";
    }
    return SegmentNames.matches(recipe.exclude(), name) ? "excluded by the recipe" : "";
  }

  /** The segments with rows in any of the ranges, in order of name. */
  List<Segment> touching(List<TimeRange> ranges) {
    return state.segments().values().stream()
        .filter(s -> wants(recipe, s.name()) && touches(s, ranges))
        .toList();
  }

  /** The segments with rows in any of the ranges that are not used, with the reason. */
  Map<String, String> leftOut(List<TimeRange> ranges) {
    Map<String, String> reasons = new TreeMap<>();
    for (Segment segment : state.segments().values()) {
      String reason = reason(recipe, segment.name());
      if (!reason.isEmpty() && touches(segment, ranges)) {
        reasons.put(segment.name(), reason);
      }
    }
    for (DatasetState.Retracted taken : state.retracted()) {
      String name = taken.segment().name();
      if (!state.segments().containsKey(name)
          && wants(recipe, name)
          && touches(taken.segment(), ranges)) {
        reasons.put(name, "retracted: " + taken.reason());
      }
    }
    return reasons;
  }

  /** Why a test set has no rows tonight; empty: it has some. */
  String whyEmpty(TestSet set, TimeRange range, SnapshotDates dates) {
    if (set.span() instanceof TestSet.Fixed && range.to().isAfter(dates.completeEnd())) {
      return "its last day, "
          + range.to().toLocalDate().minusDays(1)
          + ", is not complete yet at "
          + dates.cutoff();
    }
    return touching(List.of(range)).isEmpty()
        ? "no segment has rows of "
            + Snapshots.words(range)
            + "; dataset "
            + state.name()
            + " holds "
            + state.extent()
        : "";
  }

  private static boolean touches(Segment segment, List<TimeRange> ranges) {
    return ranges.stream().anyMatch(r -> !r.isEmpty() && segment.touches(r));
  }
}
