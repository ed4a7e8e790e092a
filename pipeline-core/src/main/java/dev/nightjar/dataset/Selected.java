package dev.nightjar.dataset;

import dev.nightjar.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a dataset that a recipe may use.
 *
 * @param state the dataset
 * @param recipe names what is included and excluded
 * @param requirements of the dataset's segments
 */
record Selected(DatasetState state, Recipe recipe, Requirements requirements) {

  Selected(DatasetState state, Recipe recipe) {
    this(state, recipe, new Requirements(state));
  }

  /** Whether the recipe names the segment. */
  static boolean wants(Recipe recipe, String name) {
    return reason(recipe, name).isEmpty();
  }

  /** Why the recipe does not name the segment; empty: it does. */
  static String reason(Recipe recipe, String name) {
    List<String> only = recipe.only();
    if (only != null) {
      return only.contains(name) ? "" : "not one of the recipe's only";
    }
    if (!recipe.include().isEmpty() && !SegmentNames.matches(recipe.include(), name)) {
      return "not included by the recipe";
    }
    return SegmentNames.matches(recipe.exclude(), name) ? "excluded by the recipe" : "";
  }

  /** The segments with rows in any of the ranges, in order of name. */
  List<Segment> touching(List<TimeRange> ranges) {
    return state.segments().values().stream()
        .filter(s -> wants(recipe, s.name()) && touches(s, ranges))
        .filter(s -> requirements.broken(s).isEmpty())
        .toList();
  }

  /** The segments with rows in any of the ranges that are not used, with the reason. */
  Map<String, String> leftOut(List<TimeRange> ranges) {
    Map<String, String> reasons = new TreeMap<>();
    for (Segment segment : state.segments().values()) {
      String reason = reason(recipe, segment.name());
      if (reason.isEmpty()) {
        reason = requirements.broken(segment);
      }
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

  /** Throws {@link DataException} when {@code only} names a segment that is not there. */
  void requireNamed() {
    for (String name : recipe.only() == null ? List.<String>of() : recipe.only()) {
      if (!state.segments().containsKey(name)) {
        throw new DataException(
            state.retracted().stream()
                .filter(r -> r.segment().name().equals(name))
                .findFirst()
                .map(r -> "only: segment " + name + " was retracted: " + r.reason())
                .orElseGet(
                    () ->
                        "only: dataset "
                            + state.name()
                            + " has no segment "
                            + name
                            + Nearest.hint(name, state.segments().keySet())));
      }
    }
  }

  /** Throws {@link DataException} when a used segment requires one that the recipe leaves out. */
  void requireWhole(List<Segment> used) {
    Requirements.Missing missing =
        recipe.allowsBroken() ? null : requirements.missing(used, recipe);
    if (missing != null) {
      throw new DataException(
          ("segment %s of dataset %s requires %s, which is %s: leave out both or neither, or say"
                  + " allow_broken: true")
              .formatted(missing.segment(), state.name(), missing.requires(), missing.why()));
    }
  }

  /** Patterns of the recipe that are the name of no segment, present or retracted, in words. */
  List<String> unmatched() {
    Set<String> names = new TreeSet<>(state.segments().keySet());
    state.retracted().forEach(r -> names.add(r.segment().name()));
    List<String> findings = new ArrayList<>();
    unmatched("include", recipe.include(), names, findings);
    unmatched("exclude", recipe.exclude(), names, findings);
    return findings;
  }

  private void unmatched(
      String key, List<String> patterns, Set<String> names, List<String> findings) {
    for (String pattern : patterns) {
      if (names.stream().noneMatch(name -> SegmentNames.matches(List.of(pattern), name))) {
        findings.add(
            "%s: %s matches no segment of dataset %s%s"
                .formatted(key, pattern, state.name(), Nearest.hint(pattern, names)));
      }
    }
  }

  /** The names of the segments in the order of the log; null when it is that of their names. */
  static @Nullable List<String> arrivals(DatasetState state, List<Segment> segments) {
    Set<String> used = segments.stream().map(Segment::name).collect(Collectors.toSet());
    List<String> order = state.arrivals().stream().filter(used::contains).toList();
    return order.equals(segments.stream().map(Segment::name).toList()) ? null : order;
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
            + range.words()
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
