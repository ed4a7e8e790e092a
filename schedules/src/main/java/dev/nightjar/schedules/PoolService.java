package dev.nightjar.schedules;

import dev.nightjar.run.Pool;
import java.util.List;

/** How many runs of pipelines with a tag go on at once. */
public interface PoolService {

  /** The pools that are limited and those that pipelines name, by tag. */
  List<Pool> all();

  /**
   * Gives a pool so many places; what runs goes on.
   *
   * @throws IllegalArgumentException when that is no tag, or no number of places
   */
  Pool limit(String tag, int places);

  /**
   * Lets any number of runs with the tag go on.
   *
   * @throws IllegalArgumentException when nothing limited them
   */
  void unlimit(String tag);
}
