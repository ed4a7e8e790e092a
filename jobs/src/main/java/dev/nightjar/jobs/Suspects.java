package dev.nightjar.jobs;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Segment;
import dev.nightjar.dataset.SegmentPatterns;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.TimeRange;
import dev.nightjar.decision.Decision;
import dev.nightjar.decision.Promotion;
import dev.nightjar.lineage.BisectSearch.Delta;
import dev.nightjar.run.RunId;
import dev.nightjar.run.Slot;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.text.Nearest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The deltas that may have hurt a night.
 *
 * @param names in order
 * @param why they are it, in words
 */
record Suspects(List<String> names, String why) {

  /**
   * Those that match a pattern.
   *
   * @throws DataException when a pattern matches no segment that the night was trained on
   */
  static Suspects matching(Snapshot snapshot, List<String> patterns) {
    List<String> training = training(snapshot).stream().map(Segment::name).toList();
    for (String pattern : patterns) {
      if (training.stream().noneMatch(n -> SegmentPatterns.matches(List.of(pattern), n))) {
        throw new DataException(
            "no segment that the night was trained on matches "
                + pattern
                + Nearest.hint(pattern, training)
                + (training.isEmpty()
                    ? ""
                    : " (there are "
                        + training.get(0)
                        + " to "
                        + training.get(training.size() - 1)
                        + ")"));
      }
    }
    return new Suspects(
        training.stream().filter(n -> SegmentPatterns.matches(patterns, n)).toList(),
        "those that match " + String.join(", ", patterns));
  }

  /**
   * Those that train the night and did not train the last one before it that was promoted; when
   * none was, all.
   *
   * @throws DataException when there are none
   */
  static Suspects sinceLastPromotion(ObjectStore store, Slot slot, Snapshot snapshot)
      throws IOException {
    List<Segment> training = training(snapshot);
    Decision promoted = lastPromoted(store, slot);
    Snapshot before = promoted == null ? null : promoted.snapshot();
    if (promoted == null || before == null) {
      return new Suspects(
          training.stream().map(Segment::name).toList(),
          "all that the night was trained on, since no night before it was promoted");
    }
    Set<String> known =
        training(before).stream().map(s -> s.digest().hex()).collect(Collectors.toSet());
    List<String> fresh =
        training.stream()
            .filter(s -> !known.contains(s.digest().hex()))
            .map(Segment::name)
            .toList();
    if (fresh.isEmpty()) {
      throw new DataException(
          "the night was trained on no delta that did not train the last promoted one, %s, too: name some with --suspects"
              .formatted(promoted.logicalDate()));
    }
    return new Suspects(
        fresh, "trained on now, and not by the last promoted night, " + promoted.logicalDate());
  }

  /** The suspects, with their sizes. */
  List<Delta> deltas(Snapshot snapshot) {
    return deltas(snapshot, true);
  }

  /** What else the night was trained on. */
  List<Delta> others(Snapshot snapshot) {
    return deltas(snapshot, false);
  }

  private List<Delta> deltas(Snapshot snapshot, boolean suspect) {
    return training(snapshot).stream()
        .filter(s -> names.contains(s.name()) == suspect)
        .map(s -> new Delta(s.name(), s.rows()))
        .toList();
  }

  private static @Nullable Decision lastPromoted(ObjectStore store, Slot slot) throws IOException {
    Map<Instant, RunId> earlier =
        Documents.finished(store, slot.pipeline(), slot.lane())
            .headMap(slot.logicalTime(), false)
            .descendingMap();
    for (Map.Entry<Instant, RunId> run : earlier.entrySet()) {
      Documents.Night night =
          Documents.read(
              store, new Slot(slot.pipeline(), slot.lane(), run.getKey()), run.getValue());
      Promotion promotion = night.promotion();
      if (promotion != null && promotion.outcome() == Promotion.Outcome.PROMOTED) {
        return night.decision();
      }
    }
    return null;
  }

  /** The segments with training or dev rows: those that lie in test sets as a whole have none. */
  private static List<Segment> training(Snapshot snapshot) {
    return snapshot.segments().stream()
        .filter(s -> s.touches(snapshot.train()))
        .filter(s -> snapshot.testSets().values().stream().noneMatch(r -> inside(s, r)))
        .toList();
  }

  private static boolean inside(Segment segment, TimeRange range) {
    return !segment.from().isBefore(range.from()) && segment.to().isBefore(range.to());
  }
}
