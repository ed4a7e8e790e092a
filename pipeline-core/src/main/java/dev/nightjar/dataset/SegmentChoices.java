package dev.nightjar.dataset;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Says of each segment of a dataset what a snapshot does with it, and why it does nothing with the
 * others. It decides nothing: what is used is what the snapshot says.
 */
public final class SegmentChoices {

  private final Prefixes prefixes;
  private final Recipe recipe;
  private final Snapshot snapshot;
  private final Selected selected;

  private SegmentChoices(Prefixes prefixes, Recipe recipe, Snapshot snapshot) {
    this.prefixes = prefixes;
    this.recipe = recipe;
    this.snapshot = snapshot;
    this.selected = new Selected(prefixes.recipe(), recipe);
  }

  /**
   * All segments that the dataset has or had, in order of name: where other rows took the name of a
   * retracted segment, both.
   *
   * @param now the whole log's state
   * @param prefixes what {@code snapshot} was resolved of
   */
  public static List<SegmentChoice> of(
      DatasetState now, Prefixes prefixes, Recipe recipe, Snapshot snapshot) {
    SegmentChoices choices = new SegmentChoices(prefixes, recipe, snapshot);
    List<SegmentChoice> all = new ArrayList<>();
    now.segments().values().forEach(segment -> all.add(choices.present(segment)));
    for (DatasetState.Retracted taken : now.retracted()) {
      all.add(choice(taken.segment(), List.of(), "retracted: " + taken.reason()));
    }
    all.sort(Comparator.comparing(SegmentChoice::segment));
    return all;
  }

  private SegmentChoice present(Segment segment) {
    List<String> uses = uses(segment);
    return choice(segment, uses, uses.isEmpty() ? why(segment) : "");
  }

  private static SegmentChoice choice(Segment segment, List<String> uses, String why) {
    return new SegmentChoice(
        segment.name(), segment.rows(), segment.from(), segment.to(), uses, why);
  }

  private List<String> uses(Segment segment) {
    List<String> uses = new ArrayList<>();
    boolean read = snapshot.segments().contains(segment);
    if (read && segment.touches(snapshot.train())) {
      uses.add(SegmentChoice.TRAIN);
    }
    for (Map.Entry<String, TimeRange> set : snapshot.testSets().entrySet()) {
      Snapshot.Pin pin = snapshot.pin(set.getKey());
      boolean among = pin == null ? read : pin.segments().contains(segment);
      if (among && !set.getValue().isEmpty() && segment.touches(set.getValue())) {
        uses.add(set.getKey());
      }
    }
    return uses;
  }

  private String why(Segment segment) {
    DatasetState seen = prefixes.recipe();
    if (!segment.equals(seen.segments().get(segment.name()))) {
      return "added after entry " + seen.position() + ", where the recipe's at stands";
    }
    String reason = Selected.reason(recipe, segment.name());
    if (reason.isEmpty()) {
      reason = selected.requirements().broken(segment);
    }
    return reason.isEmpty() ? outside(segment) : reason;
  }

  /** The recipe would take it, and none of its rows lies in what the night reads. */
  private String outside(Segment segment) {
    LocalDateTime start = snapshot.train().from();
    LocalDateTime end =
        snapshot.testSets().values().stream()
            .filter(range -> !range.isEmpty())
            .map(TimeRange::to)
            .reduce(snapshot.train().to(), SegmentChoices::later);
    if (!segment.from().isBefore(end)) {
      return "after " + end.minusNanos(1).toLocalDate() + ", the last day that the night reads";
    }
    return segment.to().isBefore(start)
        ? "before the window, which begins on " + start.toLocalDate()
        : "between the window and the test sets";
  }

  private static LocalDateTime later(LocalDateTime a, LocalDateTime b) {
    return a.isAfter(b) ? a : b;
  }
}
