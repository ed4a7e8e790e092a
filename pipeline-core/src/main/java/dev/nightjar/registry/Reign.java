package dev.nightjar.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a version was champion.
 *
 * @param version which
 * @param predecessor the champion before it; null: there was none
 * @param how the event that made it champion
 * @param seq number of that event
 * @param from when that was written
 * @param night the logical time that it counts from
 * @param successor the champion after it; null: there is none, or it is champion still
 * @param until when it ceased to be; null: it is champion still
 * @param untilNight the logical time that this counts from; null likewise
 */
public record Reign(
    String version,
    @Nullable String predecessor,
    EventKind how,
    long seq,
    Instant from,
    @Nullable Instant night,
    @Nullable String successor,
    @Nullable Instant until,
    @Nullable Instant untilNight) {

  Reign end(EventFact event) {
    return new Reign(
        version,
        predecessor,
        how,
        seq,
        from,
        night,
        event.championAfter(),
        event.moment(),
        event.logicalTime());
  }
}
