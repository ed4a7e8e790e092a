package dev.nightjar.registry;

import dev.nightjar.store.BrokenLogException;
import dev.nightjar.store.LogEntry;
import dev.nightjar.store.ObjectKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads of the entries what a state does not keep of its events. For one reading. */
final class EventReader {

  /** Where entries come from, by number. */
  @FunctionalInterface
  interface Entries {
    LogEntry entry(long seq) throws IOException;
  }

  private final RegistryState state;
  private final Entries entries;

  EventReader(RegistryState state, Entries entries) {
    this.state = state;
    this.entries = entries;
  }

  /** The events of the state whose facts are such, oldest first. Each entry is read once. */
  List<RegistryEvent> read(Predicate<EventFact> which) throws IOException {
    List<RegistryEvent> events = new ArrayList<>();
    long seq = 0;
    long loaded = 0;
    int nth = 0;
    List<Effect.Seeded> told = List.of();
    LogEntry entry = null;
    for (EventFact fact : state.history()) {
      nth = fact.seq() == seq ? nth + 1 : 0;
      seq = fact.seq();
      if (!which.test(fact)) {
        continue;
      }
      if (entry == null || loaded != seq) {
        entry = entries.entry(seq);
        told = RegistryFold.events(entry);
        loaded = seq;
      }
      if (nth >= told.size() || !isOf(fact, told.get(nth))) {
        throw new BrokenLogException(
            ObjectKey.of("models", state.model(), "log", String.format("%020d.json", seq)),
            "it does not say that %s was %s, as it did when a checkpoint was made of it"
                .formatted(fact.version(), fact.kind().text()));
      }
      events.add(event(fact, entry, told.get(nth)));
    }
    return List.copyOf(events);
  }

  private static boolean isOf(EventFact fact, Effect.Seeded told) {
    return told.kind() == fact.kind() && told.effect().version().equals(fact.version());
  }

  private static RegistryEvent event(EventFact fact, LogEntry entry, Effect.Seeded told) {
    return new RegistryEvent(
        fact.seq(),
        fact.kind(),
        fact.version(),
        fact.logicalTime(),
        told.at(),
        told.actor(),
        fact.championBefore(),
        fact.championAfter(),
        entry.evidence(),
        told.reason(),
        entry.txnId(),
        entry.expect().path("testSnapshot").textValue());
  }
}
