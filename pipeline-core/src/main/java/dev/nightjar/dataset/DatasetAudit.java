package dev.nightjar.dataset;

import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.LogEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells the entries of a dataset's log as {@link DatasetEvent}s. */
final class DatasetAudit {

  private final Map<String, Segment> present = new HashMap<>();

  private DatasetAudit() {}

  static List<DatasetEvent> of(List<LogEntry> entries) {
    DatasetAudit audit = new DatasetAudit();
    List<DatasetEvent> events = new ArrayList<>();
    entries.forEach(entry -> events.add(audit.event(entry)));
    return events;
  }

  private DatasetEvent event(LogEntry entry) {
    return switch (entry.type()) {
      case DatasetEntry.BASE, DatasetEntry.DELTA -> {
        List<Segment> added =
            CanonicalJson.convert(entry.effect(), DatasetEntry.Added.class).segments();
        added.forEach(s -> present.put(s.name(), s));
        yield event(entry, added);
      }
      case DatasetEntry.RETRACT -> {
        Segment gone =
            present.remove(
                CanonicalJson.convert(entry.effect(), DatasetEntry.Retracted.class).segment());
        yield event(entry, gone == null ? List.of() : List.of(gone));
      }
      case DatasetEntry.TAG ->
          new DatasetEvent(
              entry.seq(),
              entry.at(),
              entry.actor(),
              entry.type(),
              List.of(),
              CanonicalJson.convert(entry.effect(), DatasetEntry.Tagged.class).tag(),
              entry.seq() - 1,
              entry.reason());
      default -> event(entry, List.of());
    };
  }

  private static DatasetEvent event(LogEntry entry, List<Segment> segments) {
    return new DatasetEvent(
        entry.seq(), entry.at(), entry.actor(), entry.type(), segments, null, null, entry.reason());
  }
}
