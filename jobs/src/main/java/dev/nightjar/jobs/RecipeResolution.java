package dev.nightjar.jobs;

import dev.nightjar.dataset.Datasets;
import dev.nightjar.dataset.Prefixes;
import dev.nightjar.dataset.SegmentChoices;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.Snapshots;
import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.lineage.ResolvedRecipe;
import dev.nightjar.run.Slot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Says what a night would read, without running it. Reads the datasets' logs and no row. */
public final class RecipeResolution {

  private final Workbench bench;

  public RecipeResolution(Workbench bench) {
    this.bench = bench;
  }

  /**
   * The snapshot of the night of the slot over the logs as they are now: the one that the night
   * reads when it runs now.
   *
   * @throws dev.nightjar.dataset.DataException when the night would have nothing to train on
   * @throws dev.nightjar.jobs.config.ConfigException when the file names columns that are not there
   */
  public ResolvedRecipe of(PipelineFile file, Slot slot) throws IOException {
    NightSnapshot now = NightSnapshot.now(file, new Datasets(bench.store(), bench.clock()));
    Prefixes prefixes = now.prefixes();
    now.checkColumns();
    Snapshot snapshot = now.at(slot.logicalTime());
    List<String> findings =
        new ArrayList<>(Snapshots.findings(prefixes.recipe(), file.pipeline().recipe()));
    now.missingDay(slot.logicalTime())
        .ifPresent(day -> findings.add("the day %s has not arrived".formatted(day)));
    return new ResolvedRecipe(
        file.pipeline().name(),
        snapshot,
        SegmentChoices.of(now.rows(), prefixes, file.pipeline().recipe(), snapshot),
        findings);
  }
}
