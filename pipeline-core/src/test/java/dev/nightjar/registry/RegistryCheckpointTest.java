package dev.nightjar.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.store.AppendLog;
import dev.nightjar.store.LogCheck;
import dev.nightjar.store.LogEntry;
import dev.nightjar.store.MemoryStore;
import dev.nightjar.store.ObjectKey;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A registry's state comes back from its checkpoints as it was. */
final class RegistryCheckpointTest {

  private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
  private static final String CHECKPOINTS = "models/flight-delays/checkpoints";

  private final SplittableRandom random = new SplittableRandom(64);
  private final MemoryStore store = new MemoryStore();

  private ModelRegistry open() {
    return new ModelRegistry(store, "flight-delays", InstantSource.fixed(NOW), "runner");
  }

  /** Something that may happen to a model in a night. */
  private void act(ModelRegistry registry, String version, Instant night) throws IOException {
    RegistryState state = registry.state();
    try {
      switch (random.nextInt(10)) {
        case 0 -> registry.reject(version, night, Map.of("auc", 0.25, "n", 3), "no better");
        case 1 -> registry.rollback(null, "ann", "it drifts");
        case 2 -> registry.setBaseline(version, "ann", "");
        case 3 -> registry.retire("v" + (1 + random.nextInt(state.versions().size())), "bo", "old");
        case 4 ->
            registry.taint(
                "v" + (1 + random.nextInt(state.versions().size())), "bo", "bad", Map.of());
        case 5 -> registry.promote(PromotionRequest.forced(version, night, Map.of(), "I want it"));
        case 6 ->
            registry
                .approvals()
                .approve(
                    "run of " + night,
                    PromotionRequest.judged(
                        version, night, state.championAt(night), Map.of("auc", 0.75), "better"),
                    "cy",
                    "looks good");
        default ->
            registry.promote(
                PromotionRequest.judged(
                    version, night, state.championAt(night), Map.of("auc", 0.75), "better"));
      }
    } catch (RegistryException e) {
      assertThat(e).hasMessageMatching("(?s)v?[a-z0-9].*");
    }
  }

  @Test
  void everyKindOfEventSurvivesACheckpoint() throws IOException {
    ModelRegistry registry = open();
    for (int i = 0; i < 150; i++) {
      Instant night = Instant.parse("2011-01-01T00:00:00Z").plusSeconds(86_400L * i);
      String version = registry.register(CandidateFake.stored(store, "night " + i), night);
      act(registry, version, night);
    }
    RegistryState state = registry.state();
    Set<EventKind> kinds =
        state.history().stream().map(EventFact::kind).collect(Collectors.toSet());
    assertThat(kinds).isEqualTo(EnumSet.allOf(EventKind.class));
    List<ObjectKey> checkpoints = store.list(CHECKPOINTS, "");
    assertThat(checkpoints).hasSizeGreaterThanOrEqualTo(3);

    assertThat(open().state()).isEqualTo(state);
    LogCheck check = open().verifyLog();
    assertThat(check.findings()).isEmpty();
    assertThat(check.checkpoints()).isEqualTo(checkpoints.size());
    assertThat(check.entries()).isEqualTo(state.position());

    checkpoints.forEach(key -> store.overwrite(key, new byte[0]));
    assertThat(open().state()).isEqualTo(state);
    assertThat(RegistryState.empty("flight-delays").after(entries())).isEqualTo(state);
  }

  private List<LogEntry> entries() throws IOException {
    return new AppendLog(store, "models/flight-delays", InstantSource.fixed(NOW)).entries();
  }

  @Test
  void aShadowSurvivesACheckpoint() throws IOException {
    ModelRegistry registry = open();
    Instant night = Instant.parse("2011-01-01T00:00:00Z");
    for (int i = 0; i < 3; i++) {
      String version = registry.register(CandidateFake.stored(store, "night " + i), night);
      registry.promote(PromotionRequest.forced(version, night, Map.of("auc", 0.5), "first"));
    }
    ModelRegistry shadow = new ModelRegistry(store, "shadow", InstantSource.fixed(NOW), "runner");
    shadow.seedFrom(registry, null);
    for (int i = 3; i < 70; i++) {
      shadow.register(CandidateFake.stored(store, "night " + i), night.plusSeconds(i));
    }
    assertThat(store.list("models/shadow/checkpoints", "")).hasSize(1);
    assertThat(new ModelRegistry(store, "shadow", InstantSource.fixed(NOW), "runner").state())
        .isEqualTo(shadow.state());
    assertThat(shadow.verifyLog().findings()).isEmpty();
  }
}
