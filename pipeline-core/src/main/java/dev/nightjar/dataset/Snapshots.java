package dev.nightjar.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.store.CanonicalJson;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Resolves recipes. Pure: the same arguments have the same answer on every machine.
 *
 * <p>At a logical time, local cutoff C, a row is complete when its event time plus the label's
 * {@code complete_after} is at most C. Complete data end at E, the end of the last day whose rows
 * are all complete. A rolling test set is [E − last, E). Training rows are the window that ends
 * where the earliest rolling set begins, or at E when there is none. A fixed set has rows once its
 * last day is before E. A set that stands at a place of the log of its own is read apart: rows of
 * its days that the recipe sees are neither judged on nor trained on.
 */
public final class Snapshots {

  private Snapshots() {}

  /**
   * The snapshot of a night whose test sets all stand where the recipe does.
   *
   * @param state a prefix of the dataset's log
   * @param zone in which the logical time is shown and days begin
   * @throws DataException when nothing can be trained on, in words that name the dataset's first
   *     and last day
   */
  public static Snapshot resolve(
      DatasetState state,
      Recipe recipe,
      List<TestSet> testSets,
      Label label,
      Instant logicalTime,
      ZoneId zone) {
    return resolve(new Prefixes(state, Map.of()), recipe, testSets, label, logicalTime, zone);
  }

  /**
   * The snapshot of a night.
   *
   * @param prefixes of the dataset's log, for the recipe and for each test set that is pinned
   * @param zone in which the logical time is shown and days begin
   * @throws DataException when nothing can be trained on, in words that name the dataset's first
   *     and last day, and when a pinned set will never have a row
   */
  public static Snapshot resolve(
      Prefixes prefixes,
      Recipe recipe,
      List<TestSet> testSets,
      Label label,
      Instant logicalTime,
      ZoneId zone) {
    DatasetState state = prefixes.recipe();
    DatasetState.Definition definition = state.defined();
    SnapshotDates dates = SnapshotDates.of(state, testSets, label, logicalTime, zone);
    TimeRange train = train(state, recipe, dates);
    Selected selected = new Selected(state, recipe);
    selected.requireNamed();
    requireRows(state, train, dates, selected);
    Pinning pinning = new Pinning(prefixes, recipe, dates);
    Map<String, TimeRange> ranges = new LinkedHashMap<>();
    Map<String, String> empty = new TreeMap<>();
    List<TimeRange> wanted = new ArrayList<>();
    for (TestSet set : testSets) {
      TimeRange range = range(set, dates);
      String reason =
          set.at() == null ? selected.whyEmpty(set, range, dates) : pinning.whyEmpty(set, range);
      TimeRange read = reason.isEmpty() ? range : new TimeRange(range.from(), range.from());
      if (!reason.isEmpty()) {
        empty.put(set.name(), reason);
      }
      if (set.at() == null) {
        wanted.add(read);
      } else {
        pinning.pin(set, read);
      }
      ranges.put(set.name(), read);
    }
    wanted.add(train);
    List<Segment> used = selected.touching(wanted);
    selected.requireWhole(used);
    return named(
        new Snapshot(
            "",
            state.name(),
            state.position(),
            logicalTime,
            zone.getId(),
            definition.time(),
            definition.schema(),
            used,
            pinning.leftOut(selected.leftOut(wanted)),
            train,
            ranges,
            empty,
            recipe.dedupe() == Recipe.Dedupe.ID ? Selected.arrivals(state, used) : null,
            null,
            pinning.pins()));
  }

  /**
   * The snapshot with the labels that another dataset holds: its segments that can be used, but
   * those whose labels all became known later, or lie before its window. Its id says so.
   *
   * @param rows the state that the snapshot was resolved of
   * @param label whose source is {@code labels}
   * @param labels a prefix of the label dataset's log
   * @throws DataException when the zones differ, or there is nothing to use
   */
  public static Snapshot labelled(
      Snapshot snapshot, DatasetState rows, Label label, DatasetState labels) {
    DatasetState.Definition definition = labels.defined();
    if (!definition.zone().equals(rows.defined().zone())) {
      throw new DataException(
          "label dataset %s has the zone %s, but dataset %s has %s: what was known when would be off"
              .formatted(labels.name(), definition.zone(), rows.name(), rows.defined().zone()));
    }
    LocalDateTime cutoff =
        LocalDateTime.ofInstant(snapshot.logicalTime(), ZoneId.of(snapshot.zone()));
    Span window = label.source() == null ? null : label.source().window();
    LocalDateTime earliest = window == null ? null : cutoff.minus(window.duration());
    Requirements requirements = new Requirements(labels);
    List<Segment> used =
        labels.segments().values().stream()
            .filter(s -> requirements.broken(s).isEmpty())
            // Only where the event time says when a label became known it says so of a segment.
            .filter(s -> label.knownAt() != null || !s.from().isAfter(cutoff))
            .filter(s -> earliest == null || !s.to().isBefore(earliest))
            .toList();
    return named(
        snapshot.with(
            new Snapshot.Labels(
                labels.name(), labels.position(), definition.time(), definition.schema(), used)));
  }

  /**
   * What a recipe says in vain, in words: patterns that are the name of no segment, neither present
   * nor retracted.
   */
  public static List<String> findings(DatasetState state, Recipe recipe) {
    return new Selected(state, recipe).unmatched();
  }

  /**
   * The snapshot without the rows of some segments, and otherwise the same: what a night would have
   * read had they never been added. Its id says so.
   *
   * @param names of segments of the snapshot; others are ignored
   * @param why in words
   */
  public static Snapshot without(Snapshot snapshot, Collection<String> names, String why) {
    Map<String, String> leftOut = new TreeMap<>(snapshot.leftOut());
    names.forEach(name -> leftOut.put(name, why));
    return named(
        new Snapshot(
            "",
            snapshot.dataset(),
            snapshot.logPosition(),
            snapshot.logicalTime(),
            snapshot.zone(),
            snapshot.time(),
            snapshot.schema(),
            snapshot.segments().stream().filter(s -> !names.contains(s.name())).toList(),
            leftOut,
            snapshot.train(),
            snapshot.testSets(),
            snapshot.emptySets(),
            snapshot.arrivals() == null
                ? null
                : snapshot.arrivals().stream().filter(n -> !names.contains(n)).toList(),
            snapshot.labels(),
            Pinning.without(snapshot.pins(), names)));
  }

  /**
   * The last complete day, when the dataset has daily segments and none for that day has arrived: a
   * run waits for it until its deadline. A segment that was retracted, or that the recipe leaves
   * out, is not waited for.
   */
  public static Optional<LocalDate> missingDay(
      DatasetState state, Recipe recipe, Label label, Instant logicalTime, ZoneId zone) {
    if (state.segments().isEmpty() || SegmentNames.day(state.segments().lastKey()).isEmpty()) {
      return Optional.empty();
    }
    SnapshotDates dates = SnapshotDates.of(state, List.of(), label, logicalTime, zone);
    LocalDate day = dates.completeEnd().toLocalDate().minusDays(1);
    TimeRange whole = new TimeRange(day.atStartOfDay(), day.plusDays(1).atStartOfDay());
    boolean arrived =
        state.segments().values().stream().anyMatch(s -> s.touches(whole))
            || state.retracted().stream().anyMatch(r -> r.segment().touches(whole))
            || !Selected.wants(recipe, day.toString());
    return arrived ? Optional.empty() : Optional.of(day);
  }

  private static TimeRange train(DatasetState state, Recipe recipe, SnapshotDates dates) {
    LocalDateTime end = dates.recentStart();
    Span window = recipe.window();
    if (window != null) {
      return new TimeRange(end.minus(window.duration()), end);
    }
    LocalDateTime first = state.firstDay().map(LocalDate::atStartOfDay).orElse(end);
    return new TimeRange(first.isBefore(end) ? first : end, end);
  }

  private static TimeRange range(TestSet set, SnapshotDates dates) {
    if (set.span() instanceof TestSet.Fixed fixed) {
      return new TimeRange(fixed.from().atStartOfDay(), fixed.to().plusDays(1).atStartOfDay());
    }
    Span last = ((TestSet.Recent) set.span()).last();
    return new TimeRange(dates.completeEnd().minus(last.duration()), dates.completeEnd());
  }

  private static void requireRows(
      DatasetState state, TimeRange train, SnapshotDates dates, Selected selected) {
    if (!selected.touching(List.of(train)).isEmpty()) {
      return;
    }
    String asked =
        "no training rows for "
            + dates.cutoff().toLocalDate()
            + ": the window is "
            + train.words()
            + ", and dataset "
            + state.name()
            + " holds "
            + state.extent();
    Map<String, String> leftOut = selected.leftOut(List.of(train));
    List<String> reasons = new ArrayList<>(List.of(asked));
    if (!leftOut.isEmpty()) {
      reasons.add("left out are " + new TreeMap<>(leftOut).entrySet().stream().limit(5).toList());
    }
    reasons.addAll(selected.unmatched());
    throw new DataException(String.join("; ", reasons));
  }

  private static Snapshot named(Snapshot s) {
    ObjectNode content = (ObjectNode) CanonicalJson.tree(s);
    content.remove("id");
    return s.named(CanonicalJson.digest(content).hex());
  }
}
