package dev.nightjar.jobs;

import dev.nightjar.dataset.DataEngine;
import dev.nightjar.expectation.Checker;
import dev.nightjar.model.Trainers;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.ObjectStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * What every night works with. The composition root fills it.
 *
 * @param store where facts are
 * @param engine reads rows
 * @param checker answers expectations
 * @param trainers by name
 * @param libraries versions of what trains, for the record
 * @param clock the time
 * @param actor who does it: user, host and process
 * @param scratch a folder of this machine for caches and runs; may be deleted between runs
 */
public record Workbench(
    ObjectStore store,
    DataEngine engine,
    Checker checker,
    Trainers trainers,
    Map<String, String> libraries,
    InstantSource clock,
    String actor,
    Path scratch) {

  /** The store's blobs. */
  public Blobs blobs() {
    return new Blobs(store);
  }
}
