package dev.nightjar.dataset;

import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.LogEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Folds the entries of a dataset's log, and judges the next one. */
final class DatasetFold {

  private final String name;
  private final SortedMap<String, Segment> segments = new TreeMap<>();
  private final Set<String> arrivals = new LinkedHashSet<>();
  private final List<DatasetState.Retracted> retracted = new ArrayList<>();
  private final SortedMap<String, Long> tags = new TreeMap<>();
  private DatasetState.@Nullable Definition definition;
  private long position;

  private DatasetFold(DatasetState state) {
    this.name = state.name();
    this.segments.putAll(state.segments());
    this.arrivals.addAll(state.arrivals());
    this.retracted.addAll(state.retracted());
    this.tags.putAll(state.tags());
    this.definition = state.definition();
    this.position = state.position();
  }

  /** The state after these entries, which follow it. */
  static DatasetState after(DatasetState state, List<LogEntry> entries) {
    DatasetFold fold = new DatasetFold(state);
    entries.forEach(fold::apply);
    return new DatasetState(
        fold.name,
        fold.position,
        fold.definition,
        fold.segments,
        fold.retracted,
        fold.tags,
        List.copyOf(fold.arrivals));
  }

  private void apply(LogEntry entry) {
    position = entry.seq();
    switch (entry.type()) {
      case DatasetEntry.BASE, DatasetEntry.DELTA ->
          add(CanonicalJson.convert(entry.effect(), DatasetEntry.Added.class));
      case DatasetEntry.RETRACT -> {
        String segment =
            CanonicalJson.convert(entry.effect(), DatasetEntry.Retracted.class).segment();
        Segment taken = segments.remove(segment);
        if (taken != null) {
          arrivals.remove(segment);
          retracted.add(
              new DatasetState.Retracted(taken, entry.reason(), entry.actor(), entry.at()));
        }
      }
      case DatasetEntry.TAG ->
          tags.put(
              CanonicalJson.convert(entry.effect(), DatasetEntry.Tagged.class).tag(),
              entry.seq() - 1);
      default ->
          throw new DataException(
              "entry "
                  + entry.seq()
                  + " of dataset "
                  + name
                  + " is of the type "
                  + entry.type()
                  + ", which this version does not know: a newer one wrote it");
    }
  }

  private void add(DatasetEntry.Added added) {
    definition = joined(name, definition, added);
    for (Segment segment : added.segments()) {
      segments.put(segment.name(), segment);
      arrivals.add(segment.name());
    }
  }

  /** The definition once these segments have joined. */
  static DatasetState.Definition joined(
      String name, DatasetState.@Nullable Definition present, DatasetEntry.Added added) {
    if (present == null) {
      Schemas.requireDistinct(added.schema());
      return new DatasetState.Definition(
          added.time(), added.zone(), added.schema(), Set.copyOf(added.schema().names()));
    }
    return new DatasetState.Definition(
        present.time(),
        present.zone(),
        Schemas.merge(name, present.schema(), added.schema(), present.required()),
        present.required());
  }
}
