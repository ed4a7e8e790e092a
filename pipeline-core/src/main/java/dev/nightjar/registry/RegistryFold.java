package dev.nightjar.registry;

import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the state after some entries from the state before them. Not thread-safe. */
final class RegistryFold {

  static final String SEEDED = "seeded";

  private final String model;
  private final List<ModelVersion> versions;
  private final List<RegistryEvent> history;
  private final ChampionLine line = new ChampionLine();
  private long position;
  private @Nullable String baseline;

  RegistryFold(RegistryState state) {
    this.model = state.model();
    this.versions = new ArrayList<>(state.versions());
    this.history = new ArrayList<>(state.history());
    this.position = state.position();
    this.baseline = state.baseline();
    history.forEach(event -> line.apply(event.kind(), event.version()));
  }

  RegistryState fold(List<LogEntry> entries) {
    entries.forEach(this::entry);
    return new RegistryState(
        model, position, versions, line.champion(), line.previous(), baseline, history);
  }

  private void entry(LogEntry entry) {
    position = entry.seq();
    if (entry.type().equals(SEEDED)) {
      Effect.Seed seed = CanonicalJson.convert(entry.effect(), Effect.Seed.class);
      seed.events().forEach(event -> event(event, entry, null));
      return;
    }
    Effect effect = CanonicalJson.convert(entry.effect(), Effect.class);
    Effect.Seeded event =
        new Effect.Seeded(
            EventKind.of(entry.type()), entry.at(), entry.actor(), effect, entry.reason());
    event(event, entry, entry.expect().path("testSnapshot").textValue());
  }

  private void event(Effect.Seeded event, LogEntry entry, @Nullable String testSnapshot) {
    Effect effect = event.effect();
    String before = line.champion();
    change(event.kind(), effect);
    history.add(
        new RegistryEvent(
            position,
            event.kind(),
            effect.version(),
            effect.logicalTime(),
            event.at(),
            event.actor(),
            before,
            line.champion(),
            entry.evidence(),
            event.reason(),
            entry.txnId(),
            testSnapshot));
  }

  private void change(EventKind kind, Effect effect) {
    String version = effect.version();
    line.apply(kind, version);
    switch (kind) {
      case REGISTERED ->
          versions.add(
              new ModelVersion(
                  version,
                  Objects.requireNonNull(effect.manifest(), "a registered version's manifest"),
                  effect.origin() == null ? model : effect.origin(),
                  Objects.requireNonNull(effect.logicalTime(), "a registered version's time"),
                  position,
                  false,
                  false));
      case BASELINE_SET -> baseline = version;
      case RETIRED -> versions.replaceAll(v -> v.name().equals(version) ? v.retire() : v);
      case TAINTED -> versions.replaceAll(v -> v.name().equals(version) ? v.taint() : v);
      case PROMOTED, FORCED, REJECTED, ROLLED_BACK -> {}
    }
  }
}
