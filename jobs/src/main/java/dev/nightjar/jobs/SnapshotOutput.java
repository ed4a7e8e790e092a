package dev.nightjar.jobs;

import dev.nightjar.dataset.RowCounts;
import dev.nightjar.dataset.Snapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the snapshot step hands on.
 *
 * @param snapshot what is read
 * @param counts what the engine left out of it, and why
 * @param training rows of the training window, dev rows among them
 * @param findings what the recipe says in vain, in words; null: nothing
 */
public record SnapshotOutput(
    Snapshot snapshot, RowCounts counts, long training, @Nullable List<String> findings) {

  public SnapshotOutput {
    findings = findings == null || findings.isEmpty() ? null : List.copyOf(findings);
  }

  /** The findings, perhaps none. */
  public List<String> found() {
    return findings == null ? List.of() : findings;
  }
}
