package dev.nightjar.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What runs of pipelines with one tag share: a graphics card, a warehouse, somebody's patience.
 *
 * @param tag the tag
 * @param places how many runs go on at once, 0: none begins; null: any number
 * @param pipelines those that say the tag, by name
 * @param running the runs that take a place, by slot
 * @param waiting while no place is free, the pipelines whose schedule has a slot that waits, by
 *     name
 */
public record Pool(
    String tag,
    @Nullable Integer places,
    List<String> pipelines,
    List<Run> running,
    List<String> waiting) {

  /** The tag that every night of every backfill has, beside those of its pipeline. */
  public static final String BACKFILL = "backfill";

  /** Throws {@link IllegalArgumentException} when the places are negative. */
  public Pool {
    require(places);
    pipelines = List.copyOf(pipelines);
    running = List.copyOf(running);
    waiting = List.copyOf(waiting);
  }

  /** Throws {@link IllegalArgumentException} when a pool cannot have so many places. */
  public static void require(@Nullable Integer places) {
    if (places != null && places < 0) {
      throw new IllegalArgumentException(
          "a pool has 0 places (nothing begins) or more, found " + places);
    }
  }
}
