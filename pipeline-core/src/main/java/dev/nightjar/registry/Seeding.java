package dev.nightjar.registry;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes over events of another model. */
final class Seeding {

  private Seeding() {}

  /** All but the champion's moves from that instant on; null: all. */
  static Effect.Seed of(RegistryLog log, @Nullable Instant before) throws IOException {
    RegistryState source = log.state();
    List<Effect.Seeded> events =
        log
            .events(
                source,
                fact ->
                    !fact.kind().movesChampion() || before == null || fact.isEarlierThan(before))
            .stream()
            .map(event -> seeded(source, event))
            .toList();
    return new Effect.Seed(source.model(), source.position(), before, events);
  }

  private static Effect.Seeded seeded(RegistryState source, RegistryEvent event) {
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
