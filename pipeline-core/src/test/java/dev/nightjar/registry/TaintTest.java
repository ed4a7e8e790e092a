package dev.nightjar.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.registry.PromotionOutcome.Promoted;
import dev.nightjar.registry.PromotionOutcome.Tainted;
import dev.nightjar.store.MemoryStore;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TaintTest {

  private static final Map<String, List<String>> SEGMENTS = Map.of("segments", List.of("d7"));

  private final MemoryStore store = new MemoryStore();
  private final ModelRegistry registry = open("flight-delays");

  private ModelRegistry open(String model) {
    return new ModelRegistry(store, model, InstantSource.fixed(night(30)), "runner");
  }

  private static Instant night(int day) {
    return Instant.parse("2011-06-01T00:00:00Z").plusSeconds(86_400L * (day - 1));
  }

  @BeforeEach
  void threeChampions() throws IOException {
    for (int day = 1; day <= 3; day++) {
      String version = registry.register(CandidateFake.stored(store, "night " + day), night(day));
      registry.promote(
          PromotionRequest.judged(
              version, night(day), day == 1 ? null : "v" + (day - 1), Map.of(), "better"));
    }
  }

  @Test
  void aTaintedVersionSaysSoAndWhy() throws IOException {
    long seq = registry.taint("v2", "ann", "d7 was poisoned", SEGMENTS);
    assertThat(seq).isEqualTo(7);
    RegistryState state = open("flight-delays").state();
    assertThat(state.version("v2").tainted()).isTrue();
    assertThat(state.tainted()).extracting(ModelVersion::name).containsExactly("v2");
    assertThat(state.isTainted("v2")).isTrue();
    assertThat(state.isTainted("v1")).isFalse();
    assertThat(state.isTainted(null)).isFalse();
    assertThat(state.described("v2")).isEqualTo("v2 (tainted: d7 was poisoned)");
    assertThat(state.described("v1")).isEqualTo("v1");
    RegistryEvent event = open("flight-delays").events(e -> e.kind() == EventKind.TAINTED).get(0);
    assertThat(event.kind()).isEqualTo(EventKind.TAINTED);
    assertThat(event.actor()).isEqualTo("ann");
    assertThat(event.evidence().at("/segments/0").textValue()).isEqualTo("d7");
    assertThat(event.championBefore()).isEqualTo("v3");
    assertThat(event.championAfter()).isEqualTo("v3");
  }

  @Test
  void theSameTaintIsWrittenOnceAndAnotherReasonIsAnotherEvent() throws IOException {
    long seq = registry.taint("v2", "ann", "d7 was poisoned", SEGMENTS);
    assertThat(registry.taint("v2", "bob", "d7 was poisoned", SEGMENTS)).isEqualTo(seq);
    assertThat(registry.taint("v2", "bob", "d8 too", Map.of())).isEqualTo(seq + 1);
    assertThat(registry.state().described("v2")).isEqualTo("v2 (tainted: d7 was poisoned; d8 too)");
    assertThatThrownBy(() -> registry.taint("v2", "bob", " ", Map.of()))
        .isInstanceOf(RegistryException.class)
        .hasMessage("a reason is missing: say why v2 is tainted");
    assertThatThrownBy(() -> registry.taint("v22", "bob", "x", Map.of()))
        .hasMessageContaining("no version v22");
  }

  @Test
  void aTaintedChampionStaysChampion() throws IOException {
    registry.taint("champion", "ann", "d7 was poisoned", SEGMENTS);
    RegistryState state = registry.state();
    assertThat(state.champion()).isEqualTo("v3");
    assertThat(state.championAt(night(9))).isEqualTo("v3");
    assertThat(state.previous()).isEqualTo("v2");
  }

  @Test
  void aTaintedVersionIsPromotedOnlyByForceWhichNamesWhatItOverrides() throws IOException {
    registry.register(CandidateFake.stored(store, "night 4"), night(4));
    registry.taint("v4", "ann", "d7 was poisoned", SEGMENTS);
    PromotionRequest judged =
        PromotionRequest.judged("v4", night(4), "v3", Map.of("auc", 0.7), "better");
    assertThat(registry.promote(judged))
        .isEqualTo(
            new Tainted(
                "v4 (tainted: d7 was poisoned) is not promoted: only a person does that, by force",
                "v3",
                8));
    assertThat(registry.state().position()).isEqualTo(8);
    assertThat(
            registry.promote(PromotionRequest.forced("v4", night(4), Map.of(), "still the best")))
        .isEqualTo(new Promoted("v4", "v3", 9, true));
    RegistryEvent event = registry.history().get(8);
    assertThat(event.kind()).isEqualTo(EventKind.FORCED);
    assertThat(event.evidence().at("/overrides/0/seq").longValue()).isEqualTo(8);
    assertThat(event.evidence().at("/overrides/0/reason").textValue()).isEqualTo("d7 was poisoned");
    assertThat(registry.state().described("champion")).isEqualTo("champion");
    assertThat(registry.state().isTainted(registry.state().champion())).isTrue();
  }

  @Test
  void aPromotionThatIsInTheLogStaysThereWhenItsVersionIsTaintedLater() throws IOException {
    registry.taint("v3", "ann", "d7 was poisoned", SEGMENTS);
    assertThat(registry.promote(PromotionRequest.judged("v3", night(3), "v2", Map.of(), "better")))
        .isEqualTo(new Promoted("v3", "v2", 6, false));
  }

  @Test
  void aRollbackToATaintedVersionNamesAnother() throws IOException {
    registry.taint("v2", "ann", "d7 was poisoned", SEGMENTS);
    assertThatThrownBy(() -> registry.rollback(null, "ann", "worse"))
        .isInstanceOf(RegistryException.class)
        .hasMessage(
            "v2 (tainted: d7 was poisoned): roll back to another (v1), or say --force when you want"
                + " this one nevertheless");
    assertThat(registry.state().position()).isEqualTo(7);
    assertThat(registry.rollback(null, "ann", "worse", true))
        .isEqualTo(new Rollback("v3", "v2", 8));
    RegistryEvent event = registry.history().get(7);
    assertThat(event.kind()).isEqualTo(EventKind.ROLLED_BACK);
    assertThat(event.evidence().at("/overrides/0/reason").textValue()).isEqualTo("d7 was poisoned");
    assertThat(registry.rollback("v1", "ann", "")).isEqualTo(new Rollback("v2", "v1", 9));
  }

  @Test
  void aShadowKnowsWhatIsTainted() throws IOException {
    registry.taint("v2", "ann", "d7 was poisoned", SEGMENTS);
    ModelRegistry shadow = open("flight-delays~shadow-x");
    shadow.seedFrom(registry, night(3));
    assertThat(shadow.state().champion()).isEqualTo("v2");
    assertThat(shadow.state().described("v2")).isEqualTo("v2 (tainted: d7 was poisoned)");
    assertThat(shadow.state().tainted()).hasSize(1);
  }

  @Test
  void whatIsForcedAgainAfterARollbackIsChampionAgain() throws IOException {
    PromotionRequest wish = PromotionRequest.forced("v1", night(3), Map.of(), "the old one");
    assertThat(registry.promote(wish)).isEqualTo(new Promoted("v1", "v3", 7, true));
    assertThat(registry.promote(wish)).isEqualTo(new Promoted("v1", "v1", 7, false));
    registry.rollback("v3", "ann", "no");
    assertThat(registry.promote(wish)).isEqualTo(new Promoted("v1", "v3", 9, true));
    assertThat(registry.state().champion()).isEqualTo("v1");
    assertThatThrownBy(
            () -> registry.promote(PromotionRequest.forced("v3", night(3), Map.of(), " ")))
        .hasMessage("a reason is missing: say why v3 is forced");
  }
}
