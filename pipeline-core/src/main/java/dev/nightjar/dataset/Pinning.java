package dev.nightjar.dataset;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Resolves the test sets that stand at places of the log of their own. */
final class Pinning {

  private final Prefixes prefixes;
  private final Recipe recipe;
  private final SnapshotDates dates;
  private final Map<String, Snapshot.Pin> pins = new TreeMap<>();
  private final Map<String, String> leftOut = new TreeMap<>();

  Pinning(Prefixes prefixes, Recipe recipe, SnapshotDates dates) {
    this.prefixes = prefixes;
    this.recipe = recipe;
    this.dates = dates;
  }

  /**
   * Why the set has no rows tonight; empty: it has some.
   *
   * @throws DataException when it will never have any
   */
  String whyEmpty(TestSet set, TimeRange range) {
    DatasetState seen = prefixes.of(set);
    Selected selected = new Selected(seen, recipe);
    String reason = selected.whyEmpty(set, range, dates);
    boolean never = selected.touching(List.of(range)).isEmpty();
    if (never && selected.leftOut(List.of(range)).isEmpty()) {
      throw new DataException(
          "test_sets.%s.at: %s: at entry %d no segment has rows of %s; dataset %s held %s"
                  .formatted(
                      set.name(),
                      set.at(),
                      seen.position(),
                      range.words(),
                      seen.name(),
                      seen.extent())
              + ", and a set that is pinned there never has any: pin it at a later place, or name other days");
    }
    return reason.isEmpty() ? "" : reason + " (at " + set.at() + ")";
  }

  /** Freezes the rows of the set. */
  void pin(TestSet set, TimeRange range) {
    DatasetState seen = prefixes.of(set);
    Selected selected = new Selected(seen, recipe);
    List<Segment> used = selected.touching(List.of(range));
    selected.requireWhole(used);
    leftOut.putAll(selected.leftOut(List.of(range)));
    pins.put(
        set.name(),
        new Snapshot.Pin(
            Objects.requireNonNull(set.at()),
            seen.position(),
            used,
            recipe.dedupe() == Recipe.Dedupe.ID ? Selected.arrivals(seen, used) : null));
  }

  /** What is left out of recipe and sets, with the reason. */
  Map<String, String> leftOut(Map<String, String> recipes) {
    Map<String, String> all = new TreeMap<>(leftOut);
    all.putAll(recipes);
    return all;
  }

  @Nullable Map<String, Snapshot.Pin> pins() {
    return pins.isEmpty() ? null : pins;
  }

  static @Nullable Map<String, Snapshot.Pin> without(
      @Nullable Map<String, Snapshot.Pin> pins, Collection<String> names) {
    if (pins == null) {
      return null;
    }
    Map<String, Snapshot.Pin> less = new TreeMap<>();
    pins.forEach((set, pin) -> less.put(set, pin.without(names)));
    return less;
  }
}
