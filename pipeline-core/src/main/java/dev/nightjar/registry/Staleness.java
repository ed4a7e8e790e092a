package dev.nightjar.registry;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says when a verdict came too late. */
final class Staleness {

  private Staleness() {}

  /** Why the champion may not be replaced by what was judged, in a sentence; null: it may. */
  static @Nullable String of(RegistryState state, PromotionRequest request) {
    Instant mine = request.logicalTime();
    for (RegistryEvent event : state.history()) {
      if (event.kind().movesChampion()
          && event.kind() != EventKind.RETIRED
          && !event.isEarlierThan(mine)) {
        return event.championAfter()
            + " became champion for "
            + event.logicalTime()
            + ", and "
            + request.version()
            + " is for "
            + mine
            + ": an older or the same night does not replace it";
      }
    }
    String champion = state.championAt(mine);
    if (!Objects.equals(champion, request.judgedAgainst())) {
      return request.version()
          + " was judged against "
          + (request.judgedAgainst() == null ? "no champion" : request.judgedAgainst())
          + ", but "
          + (champion == null
              ? "there is no champion now"
              : "the champion is " + champion + " now");
    }
    return null;
  }
}
