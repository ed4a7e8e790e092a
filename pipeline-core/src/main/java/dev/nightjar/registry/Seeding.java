package dev.nightjar.registry;

import org.jspecify.annotations.Nullable;

/** Takes over events of another model. */
final class Seeding {

  private Seeding() {}

  static Effect.Seeded of(RegistryState source, RegistryEvent event) {
    @Nullable ModelVersion registered =
        event.kind() == EventKind.REGISTERED ? source.version(event.version()) : null;
    Effect effect =
        new Effect(
            event.version(),
            registered == null ? null : registered.manifest(),
            registered == null ? null : registered.origin(),
            event.logicalTime(),
            event.kind().movesChampion() ? event.championAfter() : null);
    return new Effect.Seeded(event.kind(), event.at(), event.actor(), effect, event.reason());
  }
}
