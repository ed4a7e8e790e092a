package dev.nightjar.registry;

import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says when a verdict does not move the champion any more. */
final class Staleness {

  private Staleness() {}

  /** Why the champion may not be replaced by what was judged; null: it may. */
  static @Nullable PromotionOutcome of(
      RegistryState state, PromotionRequest request, Premise premise) throws IOException {
    Instant mine = request.logicalTime();
    for (EventFact event : state.history()) {
      if (event.kind().movesChampion()
          && event.kind() != EventKind.RETIRED
          && !event.isEarlierThan(mine)) {
        String why =
            "%s became champion for %s, and %s is for %s: an older or the same night does not replace it"
                .formatted(event.championAfter(), event.logicalTime(), request.version(), mine);
        return new PromotionOutcome.Superseded(why, state.champion(), state.position());
      }
    }
    String champion = state.championAt(mine);
    if (!Objects.equals(champion, request.judgedAgainst())) {
      String why =
          request.version()
              + " was judged against "
              + (request.judgedAgainst() == null ? "no champion" : request.judgedAgainst())
              + ", but "
              + (champion == null
                  ? "there is no champion now"
                  : "the champion is " + champion + " now");
      return new PromotionOutcome.Stale(why, state.champion(), state.position());
    }
    String broken = premise.broken();
    return broken == null
        ? Withdrawals.refusal(state, request.version())
        : new PromotionOutcome.Stale(broken, state.champion(), state.position());
  }
}
