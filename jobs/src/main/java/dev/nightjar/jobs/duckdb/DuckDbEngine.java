package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.DataEngine;
import dev.nightjar.dataset.RowSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows by DuckDB, in memory and in this process. The rows that count are held in a table that
 * spills to the scratch folder; see {@link RowHashes} for how rows are named.
 *
 * <p>A row is counted under the first reason that leaves it out, in this order: filtered,
 * unlabelled, incomplete, duplicate. Where labels are of another dataset: filtered, unlabelled for
 * want of a key, incomplete, unlabelled by its label row, unreported, duplicate.
 */
public final class DuckDbEngine implements DataEngine {

  private final DuckDbLimits limits;

  public DuckDbEngine(DuckDbLimits limits) {
    this.limits = limits;
  }

  @Override
  public Rows open(RowSource source) throws IOException {
    List<Path> files = source.files().stream().map(RowSource.LocalFile::path).toList();
    List<Path> readable = new ArrayList<>(files);
    RowSource.Labels labels = source.labels();
    if (labels != null) {
      readable.addAll(JoinedLabels.paths(labels));
    }
    DuckDbSession session = DuckDbSession.open(readable, limits);
    try {
      SegmentView view =
          SegmentView.create(
              session,
              "segments",
              files,
              !source.arrivals().isEmpty(),
              source.schema(),
              source.derived());
      return new DuckDbRows(session, view, source, new RowTable(session, view, source).fill());
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }
}
