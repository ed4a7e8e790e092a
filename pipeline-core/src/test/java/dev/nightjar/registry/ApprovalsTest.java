package dev.nightjar.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.registry.Approval.Word;
import dev.nightjar.registry.PromotionOutcome.Promoted;
import dev.nightjar.store.MemoryStore;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Answers to promotions that wait for a person. */
final class ApprovalsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
  private static final String RUN = "7f3a09c1";

  private final MemoryStore store = new MemoryStore();
  private final ModelRegistry registry =
      new ModelRegistry(store, "flight-delays", InstantSource.fixed(NOW), "runner");
  private final Approvals approvals = registry.approvals();

  private static Instant night(int day) {
    return Instant.parse(String.format("2011-06-%02dT00:00:00Z", day));
  }

  private PromotionRequest wish(int day, @Nullable String against) throws IOException {
    String version = registry.register(CandidateFake.stored(store, "night " + day), night(day));
    return PromotionRequest.judged(
        version, night(day), against, Map.of("run", RUN, "verdict", "PROMOTE"), "better");
  }

  @Test
  void theFirstAnswerCountsAndMovesNothing() throws IOException {
    PromotionRequest wish = wish(1, null);
    assertThat(approvals.answer(RUN, wish)).isEmpty();
    Approval yes = approvals.approve(RUN, wish, "ann", "looks good");
    assertThat(yes).isEqualTo(new Approval(Word.APPROVED, "v1", "ann", "looks good", NOW, 2));
    assertThat(yes.sentence()).isEqualTo("approved by ann: looks good");
    assertThat(approvals.approve(RUN, wish, "bob", "me too")).isEqualTo(yes);
    assertThat(approvals.refuse(RUN, wish, "bob", "no")).isEqualTo(yes);
    assertThat(approvals.expire(RUN, wish, "expired: late")).isEqualTo(yes);
    assertThat(approvals.answer(RUN, wish)).contains(yes);
    assertThat(registry.state().champion()).isNull();
    assertThat(registry.history())
        .extracting(RegistryEvent::kind)
        .containsExactly(EventKind.REGISTERED, EventKind.APPROVED);

    assertThat(registry.promote(wish.because(Map.of("approvedBy", yes.by()))))
        .isInstanceOf(Promoted.class);
    RegistryEvent promoted = registry.history().get(2);
    assertThat(promoted.evidence().path("approvedBy").asText()).isEqualTo("ann");
    assertThat(promoted.evidence().path("run").asText()).isEqualTo(RUN);
    assertThat(registry.verifyLog().findings()).isEmpty();
  }

  @Test
  void aNoAndALapseAreRejectionsThatSayWhy() throws IOException {
    PromotionRequest wish = wish(1, null);
    Approval no = approvals.refuse(RUN, wish, "ann", "odd labels");
    assertThat(no.approved()).isFalse();
    assertThat(no.sentence()).isEqualTo("refused by ann: odd labels");
    Approval late = approvals.expire("00000002", wish, "expired: champion is now v9");
    assertThat(late.word()).isEqualTo(Word.EXPIRED);
    assertThat(late.by()).isEqualTo("runner");
    assertThat(late.sentence()).isEqualTo("expired: champion is now v9");
    assertThat(approvals.answer(RUN, wish)).as("of each run its own").contains(no);
    assertThat(registry.history().subList(1, 3))
        .allSatisfy(e -> assertThat(e.kind()).isEqualTo(EventKind.REJECTED));
    assertThatThrownBy(() -> approvals.approve("00000003", wish, "ann", " "))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("a reason is missing");
  }

  @Test
  void saysWhenAYesWouldDoNoMore() throws IOException {
    PromotionRequest first = wish(1, null);
    PromotionRequest second = wish(2, null);
    assertThat(approvals.objection(first, () -> null)).isNull();
    assertThat(approvals.objection(first, () -> "d7 was retracted"))
        .isInstanceOf(PromotionOutcome.Stale.class);
    registry.promote(first);
    assertThat(approvals.objection(second, () -> null)).isInstanceOf(PromotionOutcome.Stale.class);
    PromotionRequest older = wish(1, null);
    registry.promote(wish(3, "v1"));
    assertThat(approvals.objection(older, () -> null))
        .isInstanceOf(PromotionOutcome.Superseded.class);
  }
}
