package dev.nightjar.upkeep;

import java.util.List;

/** Knows which runs are going on. */
@FunctionalInterface
public interface RunsInFlight {

  /** Those that are going on now, in words; empty: none is. */
  List<String> now();
}
