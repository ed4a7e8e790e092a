package dev.nightjar.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.model.Candidate;
import dev.nightjar.registry.PromotionOutcome.Promoted;
import dev.nightjar.registry.PromotionOutcome.Stale;
import dev.nightjar.registry.PromotionOutcome.Superseded;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.CorruptObjectException;
import dev.nightjar.store.FaultyStore;
import dev.nightjar.store.FaultyStore.Fault;
import dev.nightjar.store.MemoryStore;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ModelRegistryTest {

  private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");

  private final MemoryStore store = new MemoryStore();
  private final ModelRegistry registry = open(store);

  private static ModelRegistry open(ObjectStore store) {
    return new ModelRegistry(store, "flight-delays", InstantSource.fixed(NOW), "runner");
  }

  /** Midnight of a day in June. */
  private static Instant night(int day) {
    return Instant.parse(String.format("2011-06-%02dT00:00:00Z", day));
  }

  private String register(int day) throws IOException {
    return registry.register(CandidateFake.stored(store, "night " + day), night(day));
  }

  private PromotionOutcome promote(String version, int day, @Nullable String against)
      throws IOException {
    return registry.promote(
        PromotionRequest.judged(version, night(day), against, Map.of("auc", 0.7), "better"));
  }

  private PromotionOutcome force(String version, int day) throws IOException {
    return registry.promote(
        PromotionRequest.forced(version, night(day), Map.of(), "a person wants it"));
  }

  /** v1 to vN, promoted on the nights 1 to N. */
  private void champions(int nights) throws IOException {
    for (int day = 1; day <= nights; day++) {
      promote(register(day), day, day == 1 ? null : "v" + (day - 1));
    }
  }

  @Test
  void beginsEmpty() throws IOException {
    RegistryState state = registry.state();
    assertThat(state.versions()).isEmpty();
    assertThat(state.champion()).isNull();
    assertThat(state.championAt(night(1))).isNull();
    assertThat(state.latest()).isNull();
    assertThatThrownBy(() -> state.version("champion"))
        .isInstanceOf(RegistryException.class)
        .hasMessage("the model flight-delays has no champion yet");
    assertThatThrownBy(() -> state.version("v1")).hasMessageContaining("there are none yet");
  }

  @Test
  void numbersVersionsInOrderAndKeepsTheirManifests() throws IOException {
    Candidate candidate = CandidateFake.stored(store, "night 1");
    assertThat(register(1)).isEqualTo("v1");
    assertThat(register(2)).isEqualTo("v2");
    assertThat(register(1)).isEqualTo("v1");
    assertThat(registry.register(candidate, night(9))).isEqualTo("v1");
    assertThat(registry.candidate("v1")).isEqualTo(candidate);
    assertThat(registry.state().versions())
        .extracting(ModelVersion::name)
        .containsExactly("v1", "v2");
    assertThat(registry.state().version("v1").logicalTime()).isEqualTo(night(1));
    ObjectKey manifest =
        new ObjectKey(
            "models/flight-delays/manifests/"
                + registry.state().version("v1").manifest()
                + ".json");
    assertThat(store.exists(manifest)).isTrue();
    assertThatThrownBy(() -> registry.candidate("champoin"))
        .isInstanceOf(RegistryException.class)
        .hasMessage(
            "the model flight-delays has no version champoin (there are v1 to v2);"
                + " did you mean champion?");
  }

  @Test
  void refusesACandidateWithoutItsBlobs() throws IOException {
    Candidate candidate = CandidateFake.stored(store, "x");
    store.overwrite(Blobs.key(candidate.encoder()), new byte[0]);
    assertThatThrownBy(() -> registry.register(candidate, night(1)))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("encoder " + candidate.encoder());
    assertThat(registry.state().position()).isZero();
  }

  @Test
  void promotesOnceAndFindsItAgain() throws IOException {
    register(1);
    register(2);
    assertThat(promote("v1", 1, null)).isEqualTo(new Promoted("v1", null, 3, true));
    assertThat(promote("v2", 2, "v1")).isEqualTo(new Promoted("v2", "v1", 4, true));
    assertThat(promote("v1", 1, null)).isEqualTo(new Promoted("v1", null, 3, false));
    RegistryState state = open(store).state();
    assertThat(state).isEqualTo(registry.state());
    assertThat(state.champion()).isEqualTo("v2");
    assertThat(state.previous()).isEqualTo("v1");
    RegistryEvent last = open(store).history().get(3);
    assertThat(last.kind()).isEqualTo(EventKind.PROMOTED);
    assertThat(last.at()).isEqualTo(NOW);
    assertThat(last.actor()).isEqualTo("runner");
    assertThat(last.evidence().get("auc").doubleValue()).isEqualTo(0.7);
    assertThat(last.reason()).isEqualTo("better");
  }

  @Test
  void aVerdictAgainstAnotherChampionIsStale() throws IOException {
    champions(2);
    register(3);
    assertThat(promote("v3", 3, "v1"))
        .isEqualTo(new Stale("v3 was judged against v1, but the champion is v2 now", "v2", 5));
    assertThat(promote("v3", 3, null))
        .isInstanceOfSatisfying(
            Stale.class, s -> assertThat(s.why()).contains("judged against no champion"));
    assertThat(registry.state().champion()).isEqualTo("v2");
    assertThat(promote("v3", 3, "v2")).isInstanceOf(Promoted.class);
  }

  @Test
  void aVerdictOnWhatDoesNotStandAnyMoreIsStale() throws IOException {
    champions(1);
    register(2);
    PromotionRequest wish =
        PromotionRequest.judged("v2", night(2), "v1", Map.of(), "better").on("snapshot-2");
    assertThat(registry.promote(wish, () -> "d7 was retracted"))
        .isEqualTo(new Stale("d7 was retracted", "v1", 3));
    registry.taint("v2", "ann", "d7 was poisoned", Map.of());
    assertThat(registry.promote(wish, () -> "d7 was retracted")).isInstanceOf(Stale.class);
    assertThat(registry.promote(wish)).isInstanceOf(PromotionOutcome.Tainted.class);
    register(3);
    PromotionRequest next =
        PromotionRequest.judged("v3", night(3), "v1", Map.of(), "better").on("snapshot-3");
    assertThat(registry.promote(next, () -> null)).isEqualTo(new Promoted("v3", "v1", 6, true));
    assertThat(registry.promote(next, () -> "too late to matter"))
        .isEqualTo(new Promoted("v3", "v1", 6, false));
    assertThat(
            new String(
                store.read(new ObjectKey("models/flight-delays/log/00000000000000000006.json")),
                UTF_8))
        .contains("\"expect\":{\"champion\":\"v1\",\"testSnapshot\":\"snapshot-3\"}");
  }

  @Test
  void anOlderOrTheSameNightReplacesNothingWithoutForce() throws IOException {
    register(1);
    register(5);
    promote("v2", 5, null);
    for (int day : new int[] {1, 5}) {
      assertThat(promote("v1", day, null))
          .isInstanceOfSatisfying(
              Superseded.class,
              s -> assertThat(s.why()).contains("v2 became champion for 2011-06-05"));
    }
    assertThat(force("v1", 1)).isEqualTo(new Promoted("v1", "v2", 4, true));
    assertThat(registry.state().champion()).isEqualTo("v1");
    assertThat(registry.state().history().get(3).kind()).isEqualTo(EventKind.FORCED);
  }

  @Test
  void theChampionOfARunIsWhatEarlierNightsGave() throws IOException {
    champions(3);
    RegistryState state = registry.state();
    assertThat(state.championAt(night(1))).isNull();
    assertThat(state.championAt(night(2))).isEqualTo("v1");
    assertThat(state.championAt(night(3))).isEqualTo("v2");
    assertThat(state.championAt(night(4))).isEqualTo("v3");
    registry.rollback(null, "ann", "it was wrong");
    assertThat(registry.state().championAt(night(3))).isEqualTo("v2");
    assertThat(registry.state().championAt(night(4))).isEqualTo("v2");
  }

  @Test
  void rollingBackTwiceGoesBackTwo() throws IOException {
    champions(3);
    assertThat(registry.rollback(null, "ann", "wrong")).isEqualTo(new Rollback("v3", "v2", 7));
    assertThat(registry.state().previous()).isEqualTo("v1");
    assertThat(registry.rollback(null, "ann", "wrong too")).isEqualTo(new Rollback("v2", "v1", 8));
    assertThat(registry.state().previous()).isNull();
    assertThatThrownBy(() -> registry.rollback(null, "ann", "more"))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("has no previous yet");
    assertThat(registry.rollback("v3", "ann", "it was right"))
        .isEqualTo(new Rollback("v1", "v3", 9));
    assertThatThrownBy(() -> registry.rollback("champion", "ann", ""))
        .hasMessageContaining("v3 is the champion already");
    register(9);
    assertThatThrownBy(() -> registry.rollback("v4", "ann", ""))
        .hasMessageContaining("never was champion");
    RegistryEvent event = registry.history().get(6);
    assertThat(event.kind()).isEqualTo(EventKind.ROLLED_BACK);
    assertThat(event.actor()).isEqualTo("ann");
    assertThat(event.logicalTime()).isEqualTo(night(3));
  }

  @Test
  void theNextNightGoesOnAfterARollback() throws IOException {
    champions(2);
    registry.rollback(null, "ann", "wrong");
    register(3);
    assertThat(promote("v3", 3, "v2")).isInstanceOf(Stale.class);
    assertThat(promote("v3", 3, "v1")).isEqualTo(new Promoted("v3", "v1", 7, true));
    assertThat(registry.state().previous()).isEqualTo("v1");
  }

  @Test
  void damagedBytesAreNeitherPromotedNorRolledBackTo() throws IOException {
    champions(2);
    register(3);
    damage(registry.candidate("v3"));
    damage(registry.candidate("v1"));
    long before = registry.state().position();
    assertThatThrownBy(() -> promote("v3", 3, "v2")).isInstanceOf(CorruptObjectException.class);
    assertThatThrownBy(() -> force("v3", 3)).isInstanceOf(CorruptObjectException.class);
    assertThatThrownBy(() -> registry.rollback(null, "ann", ""))
        .isInstanceOf(CorruptObjectException.class);
    assertThat(registry.state().position()).isEqualTo(before);
  }

  private void damage(Candidate candidate) throws IOException {
    byte[] bytes = store.read(Blobs.key(candidate.artifact()));
    bytes[0] ^= 1;
    store.overwrite(Blobs.key(candidate.artifact()), bytes);
  }

  @Test
  void theBaselineMovesOnlyWhenAPersonMovesIt() throws IOException {
    champions(2);
    assertThat(registry.state().baseline()).isNull();
    registry.setBaseline("v1", "ann", "the first");
    registry.setBaseline("champion", "ann", "the second");
    long position = registry.setBaseline("v1", "ann", "the first again");
    assertThat(position).isEqualTo(7);
    assertThat(registry.setBaseline("v1", "bob", "again")).isEqualTo(7);
    assertThat(registry.state().baseline()).isEqualTo("v1");
    assertThat(registry.state().champion()).isEqualTo("v2");
  }

  @Test
  void rejectionsAreRecordedOnceAndMoveNothing() throws IOException {
    champions(1);
    register(2);
    long seq = registry.reject("v2", night(2), Map.of("auc", 0.6), "worse");
    assertThat(registry.reject("v2", night(2), Map.of("auc", 0.6), "worse")).isEqualTo(seq);
    assertThat(registry.state().champion()).isEqualTo("v1");
    assertThat(registry.state().latest()).isEqualTo(night(2));
    assertThat(registry.state().history()).hasSize(4);
  }

  @Test
  void theRetiredNeverServeAgain() throws IOException {
    champions(3);
    registry.setBaseline("v1", "ann", "");
    assertThatThrownBy(() -> registry.retire("v3", "ann", "")).hasMessageContaining("the champion");
    assertThatThrownBy(() -> registry.retire("v1", "ann", "")).hasMessageContaining("the baseline");
    long seq = registry.retire("v2", "ann", "trained on bad rows");
    assertThat(registry.retire("v2", "ann", "again")).isEqualTo(seq);
    assertThat(registry.state().previous()).isEqualTo("v1");
    assertThat(registry.state().version("v2").retired()).isTrue();
    assertThatThrownBy(() -> registry.rollback("v2", "ann", "")).hasMessageContaining("is retired");
    assertThatThrownBy(() -> force("v2", 9)).hasMessageContaining("v2 of flight-delays is retired");
  }

  @Test
  void aShadowBeginsWithTheRealChampionOfThatTime() throws IOException {
    champions(3);
    registry.setBaseline("v1", "ann", "");
    ModelRegistry shadow =
        new ModelRegistry(store, "flight-delays~shadow-x", InstantSource.fixed(NOW), "backfill");
    shadow.seedFrom(registry, night(3));
    shadow.seedFrom(registry, night(3));
    RegistryState state = shadow.state();
    assertThat(state.position()).isEqualTo(1);
    assertThat(state.champion()).isEqualTo("v2");
    assertThat(state.previous()).isEqualTo("v1");
    assertThat(state.baseline()).isEqualTo("v1");
    assertThat(state.versions()).hasSize(3);
    assertThat(state.championAt(night(2))).isEqualTo("v1");
    assertThat(shadow.candidate("v3")).isEqualTo(registry.candidate("v3"));

    String version = shadow.register(CandidateFake.stored(store, "shadow"), night(3));
    assertThat(version).isEqualTo("v4");
    assertThat(shadow.promote(PromotionRequest.judged(version, night(3), "v2", Map.of(), "better")))
        .isEqualTo(new Promoted("v4", "v2", 3, true));
    assertThat(registry.state().champion()).isEqualTo("v3");
    assertThatThrownBy(() -> registry.seedFrom(shadow, null))
        .hasMessageContaining("has a history of its own");
    ModelRegistry second =
        new ModelRegistry(store, "flight-delays~shadow-y", InstantSource.fixed(NOW), "backfill");
    second.seedFrom(shadow, null);
    assertThat(second.candidate("v1")).isEqualTo(registry.candidate("v1"));
    assertThat(second.candidate("champion")).isEqualTo(shadow.candidate("v4"));
    assertThat(second.state().champion()).isEqualTo("v4");
  }

  @Test
  void lostAnswersNeitherLoseNorDoublePromotions() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    FaultyStore faulty =
        new FaultyStore(
            store,
            () ->
                switch (random.nextInt(4)) {
                  case 0 -> Fault.COMMIT_THEN_THROW;
                  case 1 -> Fault.COMMIT_THEN_FALSE;
                  default -> Fault.NONE;
                },
            () -> Fault.NONE);
    ModelRegistry shaky = open(faulty);
    for (int day = 1; day <= 28; day++) {
      String version = shaky.register(CandidateFake.stored(store, "n" + day), night(day));
      assertThat(
              shaky.promote(
                  PromotionRequest.judged(
                      version, night(day), shaky.state().champion(), Map.of(), "")))
          .isInstanceOfSatisfying(Promoted.class, p -> assertThat(p.fresh()).isTrue());
    }
    RegistryState state = open(store).state();
    assertThat(state.position()).isEqualTo(56);
    assertThat(state.champion()).isEqualTo("v28");
  }

  @Test
  void anEventOfAnotherProgramVersionIsNamed() {
    assertThatThrownBy(() -> EventKind.of("enchanted"))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("enchanted")
        .hasMessageContaining("rolled-back")
        .hasMessageContaining("use a newer one");
    assertThat(List.of(EventKind.values()))
        .allSatisfy(kind -> assertThat(EventKind.of(kind.text())).isEqualTo(kind));
  }

  @Test
  void theLogSaysWhatWasExpected() throws IOException {
    champions(2);
    String entry =
        new String(
            store.read(new ObjectKey("models/flight-delays/log/00000000000000000004.json")), UTF_8);
    assertThat(entry)
        .contains("\"type\":\"promoted\"")
        .contains("\"expect\":{\"champion\":\"v1\"}")
        .contains(
            "\"effect\":{\"champion\":\"v2\",\"logicalTime\":\"2011-06-02T00:00:00Z\",\"version\":\"v2\"}");
  }
}
