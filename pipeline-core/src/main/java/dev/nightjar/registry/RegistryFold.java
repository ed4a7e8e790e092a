package dev.nightjar.registry;

import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes the state after some entries from the state before them. Not thread-safe. */
final class RegistryFold {

  static final String SEEDED = "seeded";

  private final String model;
  private final List<ModelVersion> versions;
  private final List<EventFact> history;
  private final ChampionLine line = new ChampionLine();
  private final Map<String, Integer> places = new HashMap<>();
  private long position;
  private @Nullable String baseline;
  private @Nullable Instant latest;

  RegistryFold(RegistryState state) {
    this.model = state.model();
    this.versions = new ArrayList<>(state.versions());
    this.history = new ArrayList<>(state.history());
    this.position = state.position();
    this.baseline = state.baseline();
    this.latest = state.latest();
    history.forEach(event -> line.apply(event.kind(), event.version()));
  }

  /** The events that an entry tells of: one, or what a shadow took over. */
  static List<Effect.Seeded> events(LogEntry entry) {
    if (entry.type().equals(SEEDED)) {
      return CanonicalJson.convert(entry.effect(), Effect.Seed.class).events();
    }
    Effect effect = CanonicalJson.convert(entry.effect(), Effect.class);
    return List.of(
        new Effect.Seeded(
            EventKind.of(entry.type()), entry.at(), entry.actor(), effect, entry.reason()));
  }

  /** Adds the next entry. */
  void add(LogEntry entry) {
    position = entry.seq();
    events(entry).forEach(event -> add(position, event));
  }

  /** Adds the next event, which this entry tells of. */
  void add(long seq, Effect.Seeded event) {
    EventKind kind = event.kind();
    Effect effect = event.effect();
    String before = line.champion();
    line.apply(kind, effect.version());
    history.add(
        new EventFact(
            seq,
            kind,
            effect.version(),
            effect.logicalTime(),
            kind.movesChampion() ? event.at() : null,
            before,
            line.champion(),
            kind == EventKind.TAINTED ? event.reason() : ""));
    count(effect.logicalTime());
    change(seq, kind, effect);
  }

  private void count(@Nullable Instant time) {
    if (time != null && (latest == null || time.isAfter(latest))) {
      latest = time;
    }
  }

  private void change(long seq, EventKind kind, Effect effect) {
    String version = effect.version();
    switch (kind) {
      case REGISTERED ->
          versions.add(
              new ModelVersion(
                  version,
                  Objects.requireNonNull(effect.manifest(), "a registered version's manifest"),
                  effect.origin() == null ? model : effect.origin(),
                  Objects.requireNonNull(effect.logicalTime(), "a registered version's time"),
                  seq,
                  false,
                  false));
      case BASELINE_SET -> baseline = version;
      case RETIRED -> mark(version, ModelVersion::retire);
      case TAINTED -> mark(version, ModelVersion::taint);
      case APPROVED, PROMOTED, FORCED, REJECTED, ROLLED_BACK -> {}
    }
  }

  /** Marks a version. One that is not there stays away: a state is made of what the log says. */
  private void mark(String version, UnaryOperator<ModelVersion> how) {
    for (int i = places.size(); i < versions.size(); i++) {
      places.put(versions.get(i).name(), i);
    }
    Integer place = places.get(version);
    if (place != null) {
      versions.set(place, how.apply(versions.get(place)));
    }
  }

  /** The champion by now; null: none. */
  @Nullable String champion() {
    return line.champion();
  }

  /** The state by now. */
  RegistryState state() {
    return state(position);
  }

  /** The state by now, of a log of this length. */
  RegistryState state(long entries) {
    return new RegistryState(
        model, entries, versions, line.champion(), line.previous(), baseline, latest, history);
  }
}
