package dev.nightjar.jobs;

import dev.nightjar.dataset.RowCounts;
import dev.nightjar.dataset.Snapshot;

/**
 * What the snapshot step hands on.
 *
 * @param snapshot what is read
 * @param counts what the engine left out of it, and why
 * @param training rows of the training window, dev rows among them
 */
record SnapshotOutput(Snapshot snapshot, RowCounts counts, long training) {}
