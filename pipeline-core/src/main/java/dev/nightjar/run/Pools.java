package dev.nightjar.run;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many runs of pipelines with a tag go on at once, whichever pipelines, schedules, backfills
 * and processes they are of: the part of the ledger that {@link SlotQueue#admit} and {@link
 * BackfillQueue#admit} ask before anything begins. A run takes a place in the pool of each tag of
 * its pipeline from then until its lease ends, however it ends. What a person runs by hand takes
 * its places too, and waits for none.
 *
 * <p>Thread-safe, and safe between processes: one process at a time decides about a pool.
 */
public interface Pools {

  /** Says which tags pipelines have now; of others nothing changes. */
  void tag(Map<String, ? extends Set<String>> tags);

  /**
   * Gives a pool so many places. What runs goes on, even where it is more.
   *
   * @throws IllegalArgumentException when they are negative
   */
  Pool limit(String tag, int places);

  /**
   * Lets any number of runs with the tag go on.
   *
   * @return false when nothing limited them
   */
  boolean unlimit(String tag);

  /** The tags of pools that have no place left. */
  Set<String> full();

  /** The pools that are limited and those that pipelines name, by tag. */
  List<Pool> all();
}
